-- What people and Vestnik itself stop, slow down, and are told of.

create table hold (
  id bigint generated always as identity primary key,
  thing text not null check (thing in ('ALL', 'CHANNEL', 'CAMPAIGN', 'MAILING', 'TEMPLATE')),
  key text not null,
  reason text not null check (reason in ('BY_HAND', 'BOUNCES', 'COMPLAINTS', 'UNSUBSCRIBES', 'REJECTIONS',
    'MESSAGE_AT_FAULT', 'FILTERED', 'SENDER_NOT_SET_UP', 'LOCKED_OUT')),
  detail text,
  counted bigint,
  out_of bigint,
  held_by text not null,
  since timestamptz not null,
  until timestamptz,
  lifted_at timestamptz,
  lifted_by text,
  check ((thing = 'ALL') = (key = '')),
  check ((lifted_at is null) = (lifted_by is null))
);
comment on table hold is 'What must not be sent for now, and what was held before: one open row a thing.';
comment on column hold.key is 'Empty for ALL, else the channel, the id of the campaign or mailing, or the name of the template.';
comment on column hold.detail is 'The words of who held it, or the provider''s; nothing personal.';
comment on column hold.counted is 'Of a brake: how many of out_of messages bounced, complained, unsubscribed or were rejected.';
comment on column hold.held_by is 'A user''s name, or vestnik.';
comment on column hold.until is 'When it is lifted by itself, to see whether the trouble is over. Null: a person lifts it.';
create unique index hold_open on hold (thing, key) where lifted_at is null;
create index hold_thing on hold (thing, key, since);

alter table mailing add column cancelled_at timestamptz;
alter table mailing add column cancelled_by text;
alter table mailing add constraint mailing_cancelled check ((cancelled_at is null) = (cancelled_by is null));
comment on column mailing.cancelled_at is 'Since when nothing more of it may be sent, ever; what was open is closed as withheld, CANCELLED.';

create view mailing_hold as
select mailing.id as mailing_id, mailing.planned_at, hold.*
from hold
join mailing on case hold.thing
    when 'CAMPAIGN' then hold.key = mailing.campaign_id::text
    when 'MAILING' then hold.key = mailing.id::text
    when 'TEMPLATE' then hold.key = mailing.template
    else true
  end
where hold.lifted_at is null;
comment on view mailing_hold is 'The open holds that a mailing is under; one of a channel holds only its messages on that channel.';

-- The open ones are nearly always none, so the first look must cost next to nothing.
create function hold_on(mailing bigint, channel text) returns text language plpgsql stable parallel safe as $$
declare
  one mailing%rowtype;
begin
  select * into one from mailing where mailing.id = hold_on.mailing;
  if one.cancelled_at is not null then
    return 'CANCELLED';
  end if;
  if not exists (select from hold where lifted_at is null) then
    return null;
  end if;
  return (
    select case thing when 'ALL' then 'STOPPED' when 'CHANNEL' then 'CHANNEL_STOPPED'
        when 'TEMPLATE' then 'TEMPLATE_PAUSED' else 'PAUSED' end
    from hold
    where lifted_at is null and (thing, key) in (('ALL', ''), ('CHANNEL', hold_on.channel),
      ('CAMPAIGN', one.campaign_id::text), ('MAILING', hold_on.mailing::text), ('TEMPLATE', one.template))
    order by array_position(array['ALL', 'CHANNEL', 'CAMPAIGN', 'MAILING', 'TEMPLATE'], thing)
    limit 1);
end $$;
comment on function hold_on is
  'Why no message of this mailing may be handed over on this channel now: CANCELLED, STOPPED, CHANNEL_STOPPED, PAUSED or TEMPLATE_PAUSED; null: it may.';

create function is_held(mailing bigint) returns boolean language plpgsql stable as $$
declare
  email text := hold_on(mailing, 'EMAIL');
  sms text := hold_on(mailing, 'SMS');
begin
  if email is not null and sms is not null then
    return true;
  end if;
  if (email is null and sms is null) or (select planned_at is null from mailing where id = is_held.mailing) then
    return false;
  end if;
  return not exists (
    select from message
    where message.mailing_id = is_held.mailing and message.withheld is null
      and message.channel = case when email is null then 'EMAIL' else 'SMS' end);
end $$;
comment on function is_held is
  'Whether nothing of a mailing may be handed over now: it is cancelled or held, or the only channel it uses is stopped.';

create table alert (
  id bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[A-Z_]+$'),
  subject text not null,
  detail text not null,
  times integer not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  check ((acknowledged_at is null) = (acknowledged_by is null))
);
comment on table alert is 'What a person should look at. While nobody has, the same again is counted up.';
comment on column alert.subject is 'What it is about: a domain, channel, template, campaign or mailing; never a person.';
comment on column alert.detail is 'What was said last, without addresses.';
create unique index alert_open on alert (kind, subject) where acknowledged_at is null;
create index alert_last_at on alert (last_at);

create unlogged table pace (
  name text primary key,
  free_at timestamptz not null,
  urgent_at timestamptz
) with (fillfactor = 50);
comment on table pace is
  'Limits for a second, minute or hour: from when on the next message may go. Unlogged: after a crash it starts afresh.';
comment on column pace.urgent_at is 'When a reminder or notice last had to wait; marketing stands back for a moment then.';

create table quota (
  name text not null,
  day date not null,
  taken integer not null,
  primary key (name, day)
);
comment on table quota is
  'Limits for a day: how many messages nodes have taken. Given back if not used; a crash may leave some unused, never the reverse.';

create table back_off (
  target text not null,
  scope text not null,
  reason text not null check (reason in ('TOO_FAST', 'HOST_IN_TROUBLE', 'SENDER_UNPROVEN', 'TAKEN_FOR_SPAM')),
  fails integer not null check (fails > 0),
  since timestamptz not null,
  until timestamptz not null,
  primary key (target, scope, reason)
);
comment on table back_off is 'Domains, and the SMS sender, that are left alone for a while because their provider asked for it.';
comment on column back_off.target is 'A recipient domain, or SMS.';
comment on column back_off.scope is 'Empty: for everything; else campaign:ID or mailing:ID.';
comment on column back_off.fails is 'How often in a row; each time the wait is longer.';
create index back_off_until on back_off (until);

-- Few rows each, so that the brake can look every few seconds.
create index outcome_rejected on outcome (mailing_id, at) where result = 'REJECTED';
create index receipt_bad on receipt (mailing_id, ordinal) where kind in ('UNDELIVERED', 'FAILED', 'BOUNCED', 'COMPLAINED');
create index consent_ledger_mailing on consent_ledger ((split_part(evidence ->> 'message', '.', 1)))
  where act = 'WITHDRAWAL';
