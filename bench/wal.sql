-- Leaves the transaction that sqlrun opened: the journal's kind cannot be changed within one.
commit;
pragma journal_mode = wal;
begin;
