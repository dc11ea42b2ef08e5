-- When the clinic is open; who is away, and who stands in for them.

-- A weekday without a row is closed; with no row at all, the clinic is open Monday to Friday from 8 to 5.
create table business_hours (
    organisation_id uuid not null references organisations (id),
    weekday         integer not null check (weekday between 0 and 6),
    opens           time not null,
    closes          time not null check (closes > opens and closes < '24:00'),
    primary key (organisation_id, weekday)
);

create table holidays (
    organisation_id uuid not null references organisations (id),
    on_date         date not null,
    name            text not null check (length(name) between 1 and 100),
    primary key (organisation_id, on_date)
);
grant select on business_hours, holidays to carecoord_app;
