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
