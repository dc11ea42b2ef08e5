-- Every record has a number of the clinic's own, by which people with one name and one birth date are told apart.
create sequence record_numbers start 100001;
alter table patients
    add record_number bigint not null default nextval('record_numbers') unique check (record_number > 0);
alter sequence record_numbers owned by patients.record_number;
