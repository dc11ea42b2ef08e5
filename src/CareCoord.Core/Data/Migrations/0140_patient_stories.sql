-- What matters to a patient, in their own words, belongs to their health story: who sees their visits only does not see it.
create table patient_stories (
    patient_id    uuid primary key references patients (id),
    matters_to_me text not null
);
insert into patient_stories (patient_id, matters_to_me) select id, matters_to_me from patients where matters_to_me is not null;
alter table patients drop column matters_to_me;
