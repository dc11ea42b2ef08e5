-- What one person has added within a day is counted before a file comes in.
create index files_by_person on files (uploaded_by, uploaded_at) include (size);
