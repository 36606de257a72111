# awk -f layers.awk layers.txt FILE…: is every #include an arrow of the table?
function folder(path) { sub("/[^/]*$", "", path); return path }
FILENAME == ARGV[1] {
    if (!/^#/ && NF) known[$1] = 1
    for (i = 2; i <= NF && !/^#/; i++) { may[$1, $i] = 1; if ($i ~ /^</) guarded[$i] = 1 }
    next
}
!(folder(FILENAME) in known) { print FILENAME ": " folder(FILENAME) " has no row"; bad = 1; nextfile }
/^[ \t]*#[ \t]*include/ {
    match($0, /[<"][^>"]*[>"]/); name = substr($0, RSTART, RLENGTH); from = folder(FILENAME)
    if (name ~ /^"/) { name = substr(name, 2, length(name) - 2); to = folder(name) }
    else if (name in guarded) to = name
    else next
    if (to != from && !((from, to) in may) && !((from, name) in may)) { print FILENAME ":" FNR ": " from " may not include " name; bad = 1 }
}
END { exit bad }
