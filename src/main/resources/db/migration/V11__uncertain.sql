-- Uncertain messages are few among millions, and people look for them on every page.
create index outcome_uncertain on outcome (mailing_id, ordinal)
  where result = 'UNCERTAIN' and reason is distinct from 'LEFT';
