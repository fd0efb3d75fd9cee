-- The sending engine on several nodes, with a queue of those that are tried again.

create table retry (
  mailing_id bigint not null,
  ordinal integer not null,
  occasion_on date not null,
  why text not null check (why in ('DEFERRED', 'UNCERTAIN', 'LOOK_UP', 'DECIDED')),
  due_at timestamptz not null,
  until_at timestamptz,
  primary key (mailing_id, ordinal)
);
comment on table retry is
  'Messages that are tried again. A row stays until its message has its last outcome, so no crash can lose it.';
comment on column retry.why is 'DEFERRED: the provider said not now. UNCERTAIN: its answer was lost, and a second message does no harm. '
  'LOOK_UP: its answer was lost, and the provider is asked first. DECIDED: a person wants it sent again.';
comment on column retry.until_at is 'From then on the message is of no use; null: the gate knows.';
create index retry_due_at on retry (due_at);

alter table mailing add column round integer not null default 0;
alter table mailing add column resume_at timestamptz;
comment on column mailing.round is 'Rises when a finished mailing is opened again for a message that is to be sent again.';
comment on column mailing.resume_at is 'When its run goes on, if nothing but messages to be tried again is left of it.';

-- Twilio's ids only, so that e-mail costs nothing.
create index outcome_sms on outcome (reference) where left(reference, 2) in ('SM', 'MM');

-- Quartz adds the rows that it locks when it first needs them, which fails if two nodes do so at once.
insert into quartz.qrtz_locks (sched_name, lock_name)
select concat('vestnik', lane), lock
from unnest(array['', '-URGENT_EMAIL', '-URGENT_SMS', '-BULK_EMAIL', '-BULK_SMS']) lane,
  unnest(array['TRIGGER_ACCESS', 'STATE_ACCESS']) lock
on conflict do nothing;
