-- What coordinators and providers keep of their desks: views under a name.

create table saved_views (
    id         uuid primary key,
    account_id uuid not null references accounts (id),
    hat        text not null check (hat in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    desk       text not null check (desk in ('tasks', 'caseload')),
    name       text not null check (length(name) between 1 and 60),
    query      text not null check (length(query) <= 500),
    created_at timestamptz not null
);
create unique index on saved_views (account_id, hat, desk, lower(name));

alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy owner on saved_views to carecoord_owner using (true) with check (true);
create policy ones_own on saved_views to carecoord_app
    using (account_id = (select app.actor_id()) and hat = (select app.actor_hat()))
    with check (account_id = (select app.actor_id()) and hat = (select app.actor_hat()));
grant select, insert, delete, update (name, query) on saved_views to carecoord_app;

-- A transition: somebody came home from a hospital or another place of care. The patient may read it; their coordinator records it.
create table transitions (
    patient_id  uuid not null references patients (id),
    id          uuid not null,
    left_at     timestamptz not null,
    from_place  text not null check (length(from_place) between 1 and 200),
    complexity  text not null check (complexity in ('moderate', 'high')),
    recorded_by uuid not null references accounts (id),
    recorded_at timestamptz not null,
    ended_at    timestamptz,
    primary key (patient_id, id),
    check (left_at <= recorded_at)
);
create index open_transitions on transitions (patient_id, left_at) where ended_at is null;
call app.protect('transitions', 1);
create policy by_their_coordinator on transitions as restrictive for insert to carecoord_app
    with check (recorded_by = (select app.actor_id())
                and patient_id = any (array(select a.patient_id from patient_access a where a.basis = 'caseload' and a.manage_bits & 1 <> 0)));
grant select, insert on transitions to carecoord_app;

-- It ends when the last open task about it is closed.
create function app.end_transition() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update transitions t set ended_at = coalesce(app.actor_moment(), statement_timestamp())
    where t.patient_id = new.patient_id and t.id = old.about_id and t.ended_at is null
      and not exists (select from care_tasks c where c.patient_id = t.patient_id and c.about = 'transition' and c.about_id = t.id and c.closed_at is null);
    return null;
end $$;
create trigger end_transition after update of closed_at, about, about_id on care_tasks for each row
    when (old.about = 'transition' and (new.closed_at is not null or new.about_id is distinct from old.about_id or new.about <> old.about))
    execute function app.end_transition();
create index care_tasks_of_transitions on care_tasks (patient_id, about_id, due_key) where closed_at is null and about = 'transition';
