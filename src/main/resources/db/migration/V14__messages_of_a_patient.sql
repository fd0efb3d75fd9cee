-- Who stops is looked up among the messages of mailings that are under way; a patient may have hundreds of others.
drop index message_patient;
create index message_patient on message (patient_id, mailing_id);
