-- What each person agreed to. The ledger is appended to, its state is derived by a trigger.

create table wording (
  id bigint generated always as identity primary key,
  version text not null unique,
  since timestamptz not null,
  body text not null
);
comment on table wording is 'A text of consent as it was shown; a consent names the version that was agreed to.';

create table consent_ledger (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient,
  purpose text not null check (purpose in ('APPOINTMENT', 'PROMOTION', 'PARTNER', 'REVIEW')),
  channel text not null check (channel in ('EMAIL', 'SMS')),
  act text not null check (act in ('GRANT', 'WITHDRAWAL')),
  at timestamptz not null,
  source text not null
    check (source in ('LINK', 'ONE_CLICK', 'PREFERENCE_PAGE', 'SMS_REPLY', 'COMPLAINT', 'IMPORT', 'API', 'PAPER')),
  representative_id bigint references representative,
  actor text not null,
  wording text,
  evidence jsonb not null default '{}',
  recorded_at timestamptz not null default now()
);
comment on table consent_ledger is 'Append-only grants and withdrawals with their evidence. Kept whole, not partitioned: it is the proof.';
comment on column consent_ledger.at is 'When the person acted; recorded_at is when Vestnik learned of it.';
comment on column consent_ledger.representative_id is 'Who acted for the patient; null if the patient did.';
comment on column consent_ledger.actor is 'Who recorded it: patient, representative, a user''s name, an import.';
comment on column consent_ledger.wording is 'Version of the wording agreed to.';
comment on column consent_ledger.evidence is 'What proves it: message, ip, userAgent, document, import.';
create index consent_ledger_patient on consent_ledger (patient_id, purpose, channel, id);
create index consent_ledger_representative on consent_ledger (representative_id);

create table consent (
  patient_id bigint not null references patient,
  purpose text not null,
  channel text not null,
  state text not null check (state in ('GRANTED', 'WITHDRAWN')),
  since timestamptz not null,
  representative_id bigint,
  ledger_id bigint not null,
  primary key (patient_id, purpose, channel)
);
comment on table consent is 'State derived from consent_ledger by its trigger; never written otherwise. No row: never asked.';
comment on column consent.representative_id is 'Who granted for the patient; the grant ends with the representation.';

create function consent_ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'consent_ledger is append-only';
end $$;

create trigger consent_ledger_append_only before update or delete or truncate on consent_ledger
  for each statement execute function consent_ledger_is_append_only();

create function derive_consent() returns trigger language plpgsql as $$
begin
  insert into consent as known (patient_id, purpose, channel, state, since, representative_id, ledger_id)
  select distinct on (patient_id, purpose, channel)
    patient_id, purpose, channel, case act when 'GRANT' then 'GRANTED' else 'WITHDRAWN' end, at, representative_id, id
  from entry
  order by patient_id, purpose, channel, id desc
  on conflict (patient_id, purpose, channel) do update
    set state = excluded.state, since = excluded.since, representative_id = excluded.representative_id,
      ledger_id = excluded.ledger_id
    where excluded.ledger_id > known.ledger_id;
  return null;
end $$;

create trigger consent_ledger_derives after insert on consent_ledger
  referencing new table as entry for each statement execute function derive_consent();

create table suppression (
  channel text not null check (channel in ('EMAIL', 'SMS')),
  address text not null check (address = lower(address)),
  reason text not null check (reason in ('HARD_BOUNCE', 'SOFT_BOUNCE', 'COMPLAINT', 'STOP', 'INVALID', 'STAFF')),
  source text not null,
  since timestamptz not null,
  expires_at timestamptz,
  primary key (channel, address)
);
comment on table suppression is 'Addresses, not persons, that must not be used.';
comment on column suppression.address is 'E-mail in lower case, or phone in E.164.';
