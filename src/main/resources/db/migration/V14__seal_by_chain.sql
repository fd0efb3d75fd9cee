-- V12's look-up could still walk back over all chains by the primary key. Only consent_ledger_chain has this order, so
-- whatever the session knows of the ledger, one row is read.
create or replace function seal_consent() returns trigger language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  chain bigint := new.patient_id % 16;
  previous bytea;
begin
  perform pg_advisory_xact_lock(hashtext('consent_ledger'), chain::integer);
  new.id := nextval('consent_ledger_place');
  select case when patient_id % 16 = chain then hash end into previous
  from consent_ledger where patient_id % 16 <= chain order by patient_id % 16 desc, id desc limit 1;
  new.hash := consent_seal(previous, new);
  return new;
end $$;
