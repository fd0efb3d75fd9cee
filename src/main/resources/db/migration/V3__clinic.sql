-- Whom the clinic writes to, who acts for them, and when they come.

create table branch (
  id bigint generated always as identity primary key,
  external_id text not null unique,
  name text not null,
  address text,
  phone text,
  zone text not null
);
comment on table branch is 'A place where the clinic receives patients.';
comment on column branch.external_id is 'The clinic''s own id.';
comment on column branch.zone is 'IANA time zone in which the times of its appointments are told.';

create table specialist (
  id bigint generated always as identity primary key,
  external_id text not null unique,
  name text not null
);
comment on table specialist is 'Whom a patient visits. The specialty is medical and is not kept.';

create table patient (
  id bigint generated always as identity primary key,
  external_id text not null unique,
  family_name text,
  given_name text,
  patronymic text,
  sex text check (sex in ('FEMALE', 'MALE')),
  birth_date date,
  deceased boolean not null default false,
  deceased_on date,
  incapable boolean not null default false,
  locale text not null default 'ru' check (locale in ('ru', 'en')),
  zone text,
  email text check (email like '%_@_%'),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  phone_takes_sms boolean not null default false,
  blocked_at timestamptz,
  blocked_reason text,
  content_hash bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (deceased or deceased_on is null),
  check (phone is not null or not phone_takes_sms)
);
comment on table patient is 'A person the clinic treats; upserted by the clinic''s own id.';
comment on column patient.deceased_on is 'Date of death where the clinic knows it; a deceased patient may have none.';
comment on column patient.incapable is 'An adult for whom a representative acts.';
comment on column patient.zone is 'IANA time zone; null means the clinic''s.';
comment on column patient.email is 'Checked address, its domain in A-labels.';
comment on column patient.phone is 'E.164.';
comment on column patient.phone_takes_sms is 'False for fixed lines and toll-free numbers.';
comment on column patient.blocked_at is 'Since when the data are blocked (policy 6.2.4); nothing is sent then.';
comment on column patient.content_hash is 'SHA-256 of what the clinic last handed in: an equal row changes nothing.';
create index patient_email on patient (lower(email)) where email is not null;
create index patient_phone on patient (phone) where phone is not null;

create table representative (
  id bigint generated always as identity primary key,
  external_id text not null unique,
  family_name text,
  given_name text,
  patronymic text,
  deceased boolean not null default false,
  locale text not null default 'ru' check (locale in ('ru', 'en')),
  email text check (email like '%_@_%'),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  phone_takes_sms boolean not null default false,
  content_hash bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (phone is not null or not phone_takes_sms)
);
comment on table representative is 'Acts for a minor or an incapable patient and gets the messages (policy 1.6).';

create table representation (
  id bigint generated always as identity primary key,
  representative_id bigint not null references representative,
  patient_id bigint not null references patient,
  relationship text,
  from_on date not null default '-infinity',
  until_on date not null default 'infinity',
  unique (patient_id, representative_id),
  check (from_on <= until_on)
);
comment on table representation is 'For whom a representative acts, from which day until which (exclusive).';
create index representation_representative on representation (representative_id);

create table appointment (
  id bigint generated always as identity primary key,
  external_id text not null unique,
  patient_id bigint not null references patient,
  specialist_id bigint references specialist,
  branch_id bigint references branch,
  starts_at timestamptz not null,
  ends_at timestamptz,
  status text not null check (status in ('PROPOSED', 'BOOKED', 'ARRIVED', 'FULFILLED', 'CANCELLED', 'NO_SHOW')),
  booked_at timestamptz,
  version integer not null default 1 check (version > 0),
  content_hash bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_at >= starts_at)
);
comment on table appointment is 'A visit; what it is for is medical and is not kept.';
comment on column appointment.status is 'BOOKED is reminded of; ARRIVED and FULFILLED took place.';
comment on column appointment.booked_at is 'When the patient booked, if the clinic tells.';
comment on column appointment.version is 'Rises when time, branch, specialist or status change: then old reminders are stale.';
create index appointment_starts_at on appointment (starts_at);
create index appointment_patient on appointment (patient_id, starts_at);
create index appointment_specialist on appointment (specialist_id);
create index appointment_branch on appointment (branch_id);

create table import_run (
  id bigint generated always as identity primary key,
  job_execution_id bigint,
  file_name text not null,
  file_hash bytea not null,
  format text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  rows_total bigint not null default 0,
  rows_read bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  rejected bigint not null default 0,
  fields_dropped bigint not null default 0,
  ignored bigint not null default 0,
  failure text
);
comment on table import_run is 'One import of one file and what came of it.';
comment on column import_run.file_hash is 'SHA-256 of the file.';
comment on column import_run.file_name is 'As handed in: a path, or the name of an upload.';
comment on column import_run.rows_total is 'Rows of the file; the import is over when as many are read.';
comment on column import_run.ignored is 'Resources of a FHIR file for which Vestnik has no use.';
comment on column import_run.fields_dropped is 'Bad contact fields of rows that were kept.';
comment on column import_run.failure is 'Why the file was refused whole; null if it was not.';

create table import_reject (
  import_id bigint not null references import_run on delete cascade,
  line bigint not null,
  field text not null,
  external_id text,
  reason text not null,
  row_kept boolean not null,
  primary key (import_id, line, field)
);
comment on table import_reject is 'What could not be read: where, which field and why; never the person''s data.';
comment on column import_reject.line is 'Line of a CSV; number of the resource in a FHIR file.';
comment on column import_reject.row_kept is 'True: the rest of the row was imported without this field.';
