-- One road for files: every file of a record lies encrypted in the vault, and has its row here, whichever feature it belongs to.
alter table document_files rename to files;
alter table files rename constraint document_files_pkey to files_pkey;
alter table files rename constraint document_files_id_key to files_id_key;
-- The part of the record whose rights the file follows: 16 is legal documents, 1 the plan with its tasks.
alter table files add column part integer not null default 16 check (part > 0);
alter table files alter column part drop default;
-- The pages of legal documents are kept once for a patient; a file of a task belongs to that task alone.
alter table files drop constraint document_files_patient_id_sha256_key;
create unique index pages_kept_once on files (patient_id, sha256) where part = 16;

-- What was attached to a task was plain bytes in a column, which no scanner has seen. Nothing is in production: the demo brings its own anew.
delete from care_task_attachments;
alter table care_task_attachments
    drop column name, drop column media_type, drop column sha256, drop column content,
    add column file_id uuid not null,
    add foreign key (patient_id, file_id) references files (patient_id, id),
    add unique (patient_id, file_id);

-- The scanner's finding is an entry of the task's history.
alter table care_task_acts drop constraint care_task_acts_act_check;
alter table care_task_acts add constraint care_task_acts_act_check check (act in ('assigned', 'accepted', 'declined', 'started', 'waits', 'resumed', 'done',
    'cancelled', 'offered', 'kept', 'withdrawn', 'reassigned', 'changed', 'noted', 'step_done', 'step_undone', 'attached', 'detached', 'found_harmful', 'watched',
    'unwatched', 'reminded', 'escalated', 'escalated_to_deputy', 'returned', 'coordinator_changed'));
