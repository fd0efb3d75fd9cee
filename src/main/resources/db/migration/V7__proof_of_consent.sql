-- Consent that can be proved: a sealed ledger, versioned wordings, confirmations, what people prefer and demand, and who
-- is sending this moment, so that a withdrawal can be answered when nothing more can leave.

-- The ledger is sealed: each entry carries a hash over itself and the entry before it in its chain. There are 16 chains,
-- by patient, so that withdrawals of different people seldom wait for each other.
alter table consent_ledger disable trigger consent_ledger_append_only;
alter table consent_ledger alter column id drop identity;
alter table consent_ledger add column hash bytea;
alter table consent_ledger drop constraint consent_ledger_act_check;
alter table consent_ledger add constraint consent_ledger_act_check check (act in ('REQUEST', 'GRANT', 'WITHDRAWAL'));
alter table consent_ledger drop constraint consent_ledger_source_check;
alter table consent_ledger add constraint consent_ledger_source_check check (source in ('LINK', 'ONE_CLICK',
  'PREFERENCE_PAGE', 'FORM', 'CONFIRMATION', 'SMS_REPLY', 'PROVIDER', 'COMPLAINT', 'IMPORT', 'API', 'PAPER', 'ERASURE'));
comment on column consent_ledger.id is 'Place in the order of entries; given by the trigger that seals.';
comment on column consent_ledger.act is 'REQUEST: asked for, and counts only after a GRANT that confirms it.';
comment on column consent_ledger.hash is 'SHA-256 over the hash before it in its chain (patient_id % 16) and this entry.';
create sequence consent_ledger_place owned by consent_ledger.id;
create index consent_ledger_chain on consent_ledger ((patient_id % 16), id);

create table consent_chain (
  chain bigint primary key check (chain between 0 and 15),
  entries bigint not null,
  hash bytea not null
);
comment on table consent_chain is 'Where each chain of consent_ledger ends, so that a cut-off end is noticed.';

-- Times as numbers, for their text depends on the session.
create function consent_seal(previous bytea, entry consent_ledger) returns bytea language sql immutable as $$
  select sha256(coalesce(previous, '') || convert_to(row(entry.id, entry.patient_id, entry.purpose, entry.channel, entry.act,
    extract(epoch from entry.at), entry.source, entry.representative_id, entry.actor, entry.wording, entry.evidence,
    extract(epoch from entry.recorded_at))::text, 'UTF8'))
$$;

-- The lock comes before the place, so that the order of places is the order of commits within a chain.
create function seal_consent() returns trigger language plpgsql as $$
declare
  previous bytea;
begin
  perform pg_advisory_xact_lock(hashtext('consent_ledger'), (new.patient_id % 16)::integer);
  new.id := nextval('consent_ledger_place');
  select hash into previous from consent_ledger where patient_id % 16 = new.patient_id % 16 order by id desc limit 1;
  new.hash := consent_seal(previous, new);
  return new;
end $$;

create function end_consent_chains() returns trigger language plpgsql as $$
begin
  insert into consent_chain as known (chain, entries, hash)
  select patient_id % 16, count(*), (array_agg(hash order by id desc))[1] from entry group by patient_id % 16
  on conflict (chain) do update set entries = known.entries + excluded.entries, hash = excluded.hash;
  return null;
end $$;

do $$
declare
  old consent_ledger;
  previous bytea;
begin
  perform setval('consent_ledger_place', coalesce((select max(id) from consent_ledger), 0) + 1, false);
  for old in select * from consent_ledger order by patient_id % 16, id loop
    select hash into previous from consent_ledger where patient_id % 16 = old.patient_id % 16 and id < old.id
    order by id desc limit 1;
    update consent_ledger set hash = consent_seal(previous, old) where id = old.id;
  end loop;
  insert into consent_chain (chain, entries, hash)
  select patient_id % 16, count(*), (array_agg(hash order by id desc))[1] from consent_ledger group by patient_id % 16;
end $$;
alter table consent_ledger alter column hash set not null;
alter table consent_ledger enable trigger consent_ledger_append_only;

create trigger consent_ledger_seals before insert on consent_ledger for each row execute function seal_consent();
create trigger consent_ledger_ends_chains after insert on consent_ledger
  referencing new table as entry for each statement execute function end_consent_chains();

-- What holds now. A request changes nothing that was decided.
alter table consent drop constraint consent_state_check;
alter table consent add constraint consent_state_check check (state in ('UNCONFIRMED', 'GRANTED', 'WITHDRAWN'));
alter table consent add column wording text;
comment on column consent.wording is 'Version of the wording agreed to.';
update consent set wording = entry.wording from consent_ledger entry where entry.id = consent.ledger_id;

create or replace function derive_consent() returns trigger language plpgsql as $$
begin
  insert into consent as known (patient_id, purpose, channel, state, since, representative_id, wording, ledger_id)
  select distinct on (patient_id, purpose, channel) patient_id, purpose, channel,
    case act when 'GRANT' then 'GRANTED' when 'WITHDRAWAL' then 'WITHDRAWN' else 'UNCONFIRMED' end,
    at, representative_id, wording, id
  from entry
  order by patient_id, purpose, channel, act = 'REQUEST', id desc
  on conflict (patient_id, purpose, channel) do update
    set state = excluded.state, since = excluded.since, representative_id = excluded.representative_id,
      wording = excluded.wording, ledger_id = excluded.ledger_id
    where excluded.ledger_id > known.ledger_id
      and (excluded.state <> 'UNCONFIRMED' or known.state = 'UNCONFIRMED');
  return null;
end $$;

create view consent_rebuilt as
select distinct on (patient_id, purpose, channel) patient_id, purpose, channel,
  case act when 'GRANT' then 'GRANTED' when 'WITHDRAWAL' then 'WITHDRAWN' else 'UNCONFIRMED' end as state,
  at as since, representative_id, wording, id as ledger_id
from consent_ledger
order by patient_id, purpose, channel, act = 'REQUEST', id desc;
comment on view consent_rebuilt is 'What consent must hold, derived anew from the whole ledger.';

-- What people were shown.
drop table wording;
create table wording (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('PROMOTION', 'PARTNER', 'REVIEW', 'POLICY')),
  version text not null check (version ~ '\S'),
  body_ru text not null check (body_ru ~ '\S'),
  body_en text not null check (body_en ~ '\S'),
  in_force_at timestamptz not null,
  asks_again boolean not null default false,
  published_by text not null,
  published_at timestamptz not null,
  unique (kind, version),
  check (kind <> 'POLICY' or not asks_again)
);
comment on table wording is 'Texts that people agree to, one a purpose and version, and the privacy policy. Append-only.';
comment on column wording.in_force_at is 'From then on it is shown, until a later one is.';
comment on column wording.asks_again is 'From then on, consents to earlier versions do not count any more.';
create index wording_in_force on wording (kind, in_force_at);

create function wording_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'wording is append-only';
end $$;
create trigger wording_append_only before update or delete or truncate on wording
  for each statement execute function wording_is_append_only();

insert into wording (kind, version, body_ru, body_en, in_force_at, published_by, published_at) values
  ('PROMOTION', '1',
    'Я согласен (согласна) получать от клиники сообщения о её акциях, ценах и новостях. Отказаться можно в любой момент по ссылке в каждом сообщении.',
    'I agree to get messages from the clinic about its offers, prices and news. I can stop them at any time through the link in each message.',
    '2020-01-01Z', 'vestnik', now()),
  ('PARTNER', '1',
    'Я согласен (согласна) получать от клиники предложения её партнёров. Мои данные партнёрам не передаются. Отказаться можно в любой момент по ссылке в каждом сообщении.',
    'I agree to get offers of the clinic''s partners from the clinic. My data are not passed on to partners. I can stop them at any time through the link in each message.',
    '2020-01-01Z', 'vestnik', now()),
  ('REVIEW', '1',
    'Я согласен (согласна) получать после визита просьбу оценить работу специалистов. Отказаться можно в любой момент по ссылке в каждом сообщении.',
    'I agree to be asked after a visit how I rate the work of the specialists. I can stop this at any time through the link in each message.',
    '2020-01-01Z', 'vestnik', now());

-- What a person prefers; no consent, so it may be changed.
create table preference (
  patient_id bigint primary key references patient,
  paused_until date,
  rest_days smallint check (rest_days in (7, 30, 90)),
  channel text check (channel in ('EMAIL', 'SMS')),
  locale text check (locale in ('ru', 'en')),
  changed_at timestamptz not null,
  changed_by text not null
);
comment on table preference is 'How a patient, or who acts for them, wants to be written to. No row: as usual.';
comment on column preference.paused_until is 'No marketing before this day, in the patient''s zone.';
comment on column preference.rest_days is 'At most one marketing message in so many days.';
comment on column preference.channel is 'Where a reminder goes first if either way is open.';
comment on column preference.locale is 'Overrides the language that the clinic told.';
comment on column preference.changed_by is 'patient, representative, or a user''s name.';

create table confirmation (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient,
  representative_id bigint references representative,
  kind text not null check (kind in ('OPT_IN', 'ACCESS')),
  channel text not null check (channel in ('EMAIL', 'SMS')),
  purposes text[] not null default '{}',
  wordings jsonb not null default '{}',
  evidence jsonb not null default '{}',
  code text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  letters smallint not null default 1 check (letters between 1 and 3),
  letter_asked_at timestamptz not null,
  wrong_codes smallint not null default 0,
  confirmed_at timestamptz,
  check (kind = 'ACCESS' or cardinality(purposes) > 0)
);
comment on table confirmation is 'A link and a code sent to an address, to be sure that who asked for something reads it.';
comment on column confirmation.kind is 'OPT_IN: the purposes are granted by it. ACCESS: opens what is held about a person.';
comment on column confirmation.wordings is 'Version of the wording that was shown, by purpose.';
comment on column confirmation.code is 'Six digits.';
comment on column confirmation.letters is 'How often the link was asked for.';
comment on column confirmation.wrong_codes is 'After five it cannot be confirmed any more.';
create index confirmation_patient on confirmation (patient_id, requested_at);
create index confirmation_representative on confirmation (representative_id);
create index confirmation_letter_asked_at on confirmation (letter_asked_at);

alter table mailing drop constraint mailing_kind_check;
alter table mailing add constraint mailing_kind_check
  check (kind in ('APPOINTMENT_REMINDERS', 'CAMPAIGN', 'REVIEW_REQUESTS', 'CONFIRMATIONS'));
comment on column message.occasion is
  'What makes it the same message: r:appointment:version:offset, c:campaign:patient, v:appointment, k:confirmation:letter.';

-- What people may demand: blocking (policy 6.2.4), erasure, correction, what is held about them (152-FZ 14, 20, 21).
alter table patient add column blocked_until date;
alter table patient add column blocked_by text;
alter table patient add column erased_at timestamptz;
comment on column patient.blocked_until is 'By when the request must be checked; nothing is unblocked by itself.';
comment on column patient.erased_at is 'Since when nothing personal is kept; the row holds the ledger together.';

create table patient_request (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient,
  representative_id bigint references representative,
  kind text not null check (kind in ('CORRECTION', 'BLOCKING', 'ERASURE')),
  words text,
  made_at timestamptz not null,
  due_on date not null,
  evidence jsonb not null default '{}',
  closed_at timestamptz,
  closed_by text,
  answer text,
  check ((closed_at is null) = (closed_by is null))
);
comment on table patient_request is 'What a person asked of the clinic on the preference page.';
comment on column patient_request.words is 'In the person''s own words; removed when the person is erased.';
create index patient_request_patient on patient_request (patient_id);
create index patient_request_representative on patient_request (representative_id);
create index patient_request_open on patient_request (due_on) where closed_at is null;

create table blocking (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient,
  since timestamptz not null,
  reason text not null,
  due_on date not null,
  blocked_by text not null,
  lifted_at timestamptz,
  lifted_by text,
  check ((lifted_at is null) = (lifted_by is null))
);
comment on table blocking is 'Every time that a patient''s data were blocked; patient.blocked_at says whether they are now.';
create index blocking_patient on blocking (patient_id);

create table erasure (
  id bigint generated always as identity primary key,
  patient_id bigint not null unique references patient,
  at timestamptz not null,
  reason text not null,
  document text not null,
  erased_by text not null
);
comment on table erasure is 'The act of each erasure; nothing personal.';
comment on column erasure.document is 'The act of destruction, as the clinic files it.';

create table erasure_mark (
  mark bytea primary key,
  erasure_id bigint not null references erasure
);
comment on table erasure_mark is 'One-way marks of who was erased, so that a later import cannot revive marketing.';
create index erasure_mark_erasure on erasure_mark (erasure_id);

create table erasure_salt (
  id smallint primary key check (id = 1),
  salt bytea not null
);
comment on table erasure_salt is 'One random row, mixed into every mark.';
insert into erasure_salt
select 1, sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 4);

-- All by which a person can be known again. The name alone is no mark of somebody who has an address.
create function marks_of(code text, mail text, phone text, born date, family text, given text, patronymic text)
returns table (way text, mark bytea) language sql stable as $$
  select known.way, sha256(salt || convert_to(concat_ws('|', known.way, what), 'UTF8'))
  from erasure_salt cross join (values
    ('ID', code),
    ('MAIL', lower(mail) || '|' || coalesce(to_char(born, 'YYYY-MM-DD'), '') || '|' || lower(given)),
    ('PHONE', phone || '|' || coalesce(to_char(born, 'YYYY-MM-DD'), '') || '|' || lower(given)),
    ('NAME', lower(family) || '|' || lower(given) || '|' || lower(patronymic) || '|' || to_char(born, 'YYYY-MM-DD'))
  ) known (way, what)
  where what is not null
$$;

-- Who reads at an address, asked for when it opts out.
create index representative_email on representative (lower(email)) where email is not null;
create index representative_phone on representative (phone) where phone is not null;

-- Who is sending this moment.
create unlogged table sending (
  connection uuid primary key,
  node uuid not null,
  mailing_id bigint,
  first_ordinal integer,
  last_ordinal integer,
  asked pg_snapshot not null,
  asked_at timestamptz not null
) with (fillfactor = 50);
comment on table sending is
  'One row a connection that sends: which messages it works on, and as of which snapshot it asked for their consent.';
comment on column sending.mailing_id is 'Null between two ranges.';

create table unconfirmed_stop (
  id bigint generated always as identity primary key,
  patient_id bigint not null references patient,
  at timestamptz not null,
  waited_ms integer not null
);
comment on table unconfirmed_stop is
  'A stop that was answered with "a message already on its way may still arrive", because a sender did not ask again in time.';
create index unconfirmed_stop_patient on unconfirmed_stop (patient_id);
