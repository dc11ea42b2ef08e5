-- How somebody has arranged the columns of a desk: which, in which order, how wide.
create table kept_columns (
    account_id uuid not null references accounts,
    hat text not null check (hat in ('patient', 'caregiver', 'coordinator', 'provider', 'administrator')),
    desk text not null check (desk in ('tasks', 'caseload')),
    columns text not null check (length(columns) <= 300),
    kept_at timestamptz not null,
    primary key (account_id, hat, desk)
);
