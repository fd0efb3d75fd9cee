-- A question about a mailing that names the days of its messages is planned over their partitions only.
alter table mailing add column first_on date;
alter table mailing add column last_on date;
comment on column mailing.first_on is 'The first day among the occasions of its messages; null before they are planned, or if there are none.';
comment on column mailing.last_on is 'The last such day.';
update mailing set (first_on, last_on) = (
  select min(message.occasion_on), max(message.occasion_on) from message where message.mailing_id = mailing.id);
