-- wrk: POST of the body in $BENCH_BODY; with $BENCH_COLD each request has an alias of its own.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open(os.getenv("BENCH_BODY"))
wrk.body = file:read("*a")
file:close()

local threads = 0
function setup(thread)
    thread:set("thread_number", threads)
    threads = threads + 1
end

if os.getenv("BENCH_COLD") then
    local number = 0
    function request()
        number = number + 1
        local alias = string.format("a%d_%d: customers", thread_number, number)
        return wrk.format(nil, nil, nil, (string.gsub(wrk.body, "customers", alias, 1)))
    end
end

function done(summary, latency)
    local errors = summary.errors
    print(string.format('BENCH {"requests":%d,"seconds":%.3f,"bytes":%d,"p50_us":%d,"p99_us":%d,"errors":%d}',
        summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50), latency:percentile(99),
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
