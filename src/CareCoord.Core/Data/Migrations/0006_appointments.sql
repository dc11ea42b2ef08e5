-- Visits. No provider is booked twice for the same time: the database refuses it.

create table appointments (
    patient_id    uuid not null references patients (id),
    id            uuid not null,
    provider_id   uuid not null references providers (id),
    title         text not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null check (ends_at > starts_at),
    way           text not null check (way in ('in_person', 'video', 'phone')),
    place         text,
    how_to_get_in text,
    preparation   text,
    state         text not null check (state in ('booked', 'kept', 'missed', 'cancelled')),
    booked_at     timestamptz not null,
    moved_at      timestamptz,
    cancelled_at  timestamptz,
    cancel_reason text,
    labels        integer not null,
    primary key (patient_id, id),
    check ((state = 'cancelled') = (cancelled_at is not null)),
    exclude using gist (provider_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'booked')
);
create index on appointments (patient_id, starts_at);

call app.protect('appointments', 2, labelled => true);
grant select on appointments to carecoord_app;
