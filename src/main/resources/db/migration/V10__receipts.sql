-- What comes back: mail that returns, what mailboxes and phones suffer from, and questions put to the provider.

alter table receipt add column reason text;
alter table receipt add column source text check (source in ('CALLBACK', 'LOOKUP', 'MAIL'));
comment on column receipt.code is 'The provider''s number, or the enhanced status of a bounce, if one was given.';
comment on column receipt.reason is 'Why, in a word: a RefusalReason of a bounce, the type of a feedback report. Null: none was given.';
comment on column receipt.source is 'CALLBACK: told by itself; LOOKUP: when asked; MAIL: a mail that came back. Null: not noted then.';

create table address_trouble (
  channel text not null check (channel in ('EMAIL', 'SMS')),
  address text not null check (address = lower(address)),
  message text not null,
  kind text not null
    check (kind in ('ADDRESS_UNKNOWN', 'DOMAIN_UNKNOWN', 'MAILBOX_UNUSABLE', 'UNREACHED', 'ARRIVED')),
  at timestamptz not null,
  primary key (channel, address, message, kind)
);
comment on table address_trouble is
  'What became of messages to an address where it bears on whether to go on using it; each message counts once.';
comment on column address_trouble.address is 'E-mail in lower case, or phone in E.164.';
comment on column address_trouble.message is 'Which message, mailing.ordinal.';
comment on column address_trouble.kind is 'ARRIVED ends a row of troubles; it is noted only where there is one.';
create index address_trouble_at on address_trouble (at);

create table returned_mail (
  fingerprint text primary key,
  taken_at timestamptz not null,
  result text not null check (result in ('UNDERSTOOD', 'NOT_OURS', 'NOTHING')),
  mailing_id bigint,
  ordinal integer
);
comment on table returned_mail is 'Mails from the bounce mailbox and the pipe that were dealt with, so that each is once.';
comment on column returned_mail.fingerprint is 'SHA-256 of its Message-ID, or of the whole mail if it has none.';
comment on column returned_mail.result is
  'NOT_OURS: a bounce whose message could not be proved; NOTHING: no bounce.';
comment on column returned_mail.mailing_id is 'With ordinal, the message that it is about.';
create index returned_mail_taken_at on returned_mail (taken_at);

create table status_question (
  mailing_id bigint not null,
  ordinal integer not null,
  number smallint not null,
  at timestamptz not null,
  answer text,
  primary key (mailing_id, ordinal, number)
);
comment on table status_question is 'When the SMS provider was asked what became of a message of which no word had come.';
comment on column status_question.answer is 'The status it told; null if it gave no answer.';

create index message_sms on message (mailing_id, ordinal) where channel = 'SMS' and withheld is null;
comment on index message_sms is 'SMS are few among e-mails; for those of which no word came.';
