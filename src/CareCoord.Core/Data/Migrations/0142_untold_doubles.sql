-- The database knows what is hidden, too. So it does not tell that the same bytes, or a concern of the same name, are there already.
drop index pages_kept_once;
create index pages_of_a_patient on files (patient_id, sha256) where part = 16;
drop index one_open_concern_of_a_name;
create unique index one_open_concern_of_a_name on care_concerns (patient_id, lower(concern), labels) where until is null;
