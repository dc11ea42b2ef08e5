-- What a notification may be about is declared by the features, and kept here: a kind that none declares can neither be told nor seen.
create table notification_kinds (
    kind    text primary key,
    topic   text not null check (topic in ('tasks', 'reminders', 'people', 'access')),
    part    integer not null,
    subject text,
    unnamed boolean not null
);

-- Kinds that were told before are declared right after; until then nobody sees them.
insert into notification_kinds select distinct kind, 'tasks', 0, null, false from notifications;
alter table notifications drop constraint notifications_kind_check;
alter table notifications add foreign key (kind) references notification_kinds (kind);
