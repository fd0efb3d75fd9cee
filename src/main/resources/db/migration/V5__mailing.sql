-- Campaigns, mailings, and what became of every message. Messages, attempts, outcomes and receipts are appended to,
-- never updated, and are partitioned by the day of their occasion, which is known from the occasion alone.
-- They carry no foreign keys: a check per row would cost more than writing the row.

create table campaign (
  id bigint generated always as identity primary key,
  name text not null,
  template text not null,
  purpose text not null check (purpose in ('PROMOTION', 'PARTNER')),
  channel text not null check (channel in ('EMAIL', 'SMS')),
  audience jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  launched_by text,
  launched_at timestamptz,
  check ((launched_by is null) = (launched_at is null))
);
comment on table campaign is 'A marketer''s promotion; launched once, by a named person (38-FZ 18).';
comment on column campaign.audience is 'Criteria as data: ageFrom, ageTo, sex, branches, lastVisitFrom, lastVisitTo.';

create table mailing (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('APPOINTMENT_REMINDERS', 'CAMPAIGN', 'REVIEW_REQUESTS')),
  purpose text not null check (purpose in ('APPOINTMENT', 'PROMOTION', 'PARTNER', 'REVIEW', 'NOTICE')),
  template text not null,
  run_key text not null unique,
  as_of timestamptz not null,
  campaign_id bigint references campaign,
  started_by text not null,
  started_at timestamptz not null,
  planned_at timestamptz,
  finished_at timestamptz,
  failure text
);
comment on table mailing is 'One run of one job.';
comment on column mailing.run_key is 'What makes a run the same run: kind and moment, or campaign.';
comment on column mailing.as_of is 'The moment for which it was planned.';
comment on column mailing.planned_at is 'When its messages were written; null while it is being planned.';
comment on column mailing.failure is 'Why the run stopped, until it goes on.';
create index mailing_campaign on mailing (campaign_id);
create index mailing_started_at on mailing (started_at);

create table message (
  mailing_id bigint not null,
  ordinal integer not null,
  occasion_on date not null,
  occasion text not null,
  patient_id bigint not null,
  representative_id bigint,
  channel text not null check (channel in ('EMAIL', 'SMS')),
  appointment_id bigint,
  appointment_version integer,
  withheld text,
  primary key (mailing_id, ordinal, occasion_on)
) partition by range (occasion_on);
comment on table message is 'One planned message, or the reason why there is none.';
comment on column message.ordinal is 'From 1, without gaps; those to be sent come first.';
comment on column message.occasion_on is 'Partition key: the day of the appointment, launch or visit.';
comment on column message.occasion is
  'What makes it the same message: r:appointment:version:offset, c:campaign:patient, v:appointment.';
comment on column message.representative_id is 'Who gets it for the patient; null if the patient does.';
comment on column message.withheld is
  'Null: send. Else the first reason of the gate, or OTHER_CHANNEL when the preferred channel was chosen.';
create unique index message_occasion on message (occasion, channel, occasion_on)
  where withheld is distinct from 'OUTSIDE_HOURS';
create index message_outside_hours on message (occasion, channel, occasion_on) where withheld = 'OUTSIDE_HOURS';
create index message_patient on message (patient_id);

create table attempt (
  mailing_id bigint not null,
  ordinal integer not null,
  number smallint not null,
  occasion_on date not null,
  at timestamptz not null,
  node uuid not null,
  primary key (mailing_id, ordinal, number, occasion_on)
) partition by range (occasion_on);
comment on table attempt is 'Noted before a hand-over starts; its key keeps a second sender away.';

create table outcome (
  mailing_id bigint not null,
  ordinal integer not null,
  number smallint not null,
  occasion_on date not null,
  at timestamptz not null,
  result text not null check
    (result in ('ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN', 'EXPIRED', 'WITHHELD', 'RELEASED')),
  reason text,
  reference text,
  primary key (mailing_id, ordinal, number, occasion_on)
) partition by range (occasion_on);
comment on table outcome is 'What came of an attempt.';
comment on column outcome.result is
  'RELEASED: noted but never begun, so it may be tried again. WITHHELD, EXPIRED: refused right before the hand-over.';
comment on column outcome.reason is 'The gate''s reason, or the provider''s code and text without addresses.';
comment on column outcome.reference is 'The provider''s id of the message.';

create table receipt (
  mailing_id bigint not null,
  ordinal integer not null,
  kind text not null check
    (kind in ('QUEUED', 'SENT', 'DELIVERED', 'UNDELIVERED', 'FAILED', 'BOUNCED', 'COMPLAINED', 'REPLIED')),
  reference text not null,
  occasion_on date not null,
  at timestamptz not null,
  code text,
  primary key (mailing_id, ordinal, kind, reference, occasion_on)
) partition by range (occasion_on);
comment on table receipt is 'What the world said of a message later.';

create table message_default partition of message default;
create table attempt_default partition of attempt default;
create table outcome_default partition of outcome default;
create table receipt_default partition of receipt default;

create function ensure_partitions(since date, until date) returns integer language plpgsql as $$
declare
  month date;
  parent text;
  created integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_partitions'));
  for month in select generate_series(date_trunc('month', since), until, interval '1 month')::date loop
    foreach parent in array array['message', 'attempt', 'outcome', 'receipt'] loop
      if to_regclass(format('%s_%s', parent, to_char(month, 'YYYYMM'))) is null then
        execute format('create table %s_%s partition of %s for values from (%L) to (%L)',
          parent, to_char(month, 'YYYYMM'), parent, month, month + interval '1 month');
        created := created + 1;
      end if;
    end loop;
  end loop;
  return created;
end $$;
comment on function ensure_partitions is 'Makes the monthly partitions that are missing and says how many.';

create view message_state as
select
  message.*,
  last.number as attempts,
  last.at as settled_at,
  last.reference,
  case
    when message.withheld is not null then 'WITHHELD'
    when last.result is null or last.result = 'RELEASED' then 'WAITING'
    else last.result
  end as state,
  coalesce(message.withheld, last.reason) as reason
from message
left join lateral (
  select outcome.number, outcome.at, outcome.result, outcome.reason, outcome.reference
  from outcome
  where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
    and outcome.occasion_on = message.occasion_on
  order by outcome.number desc
  limit 1
) last on true;
comment on view message_state is
  'Where each message stands: WAITING, WITHHELD, ACCEPTED, DEFERRED, REJECTED, UNCERTAIN or EXPIRED, and why.';
