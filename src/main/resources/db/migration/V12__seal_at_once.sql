-- The plan that a session makes for this look-up while the ledger is small is kept while it grows, and would read the
-- whole chain for each entry. Along the index it reads one row.
alter function seal_consent() set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off;
