-- Before each question of the gate about advertising, the oldest mailing is looked up that may still count.
create index mailing_counts on mailing (coalesce(finished_at, 'infinity'::timestamptz))
  where purpose in ('PROMOTION', 'PARTNER', 'REVIEW');
