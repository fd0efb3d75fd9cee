-- Who may use the console and the API, and what they did.

create table console_user (
  id bigint generated always as identity primary key,
  name text not null unique check (name = lower(name)),
  password_hash text not null,
  role text not null check (role in ('ADMIN', 'MARKETER', 'OPERATOR', 'VIEWER')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
comment on table console_user is 'A person or program that may sign in.';

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
comment on table audit_entry is 'Who did what in the console or over the API.';
create index audit_entry_subject on audit_entry (subject);
