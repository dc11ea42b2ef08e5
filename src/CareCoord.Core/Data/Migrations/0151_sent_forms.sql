-- The forms that somebody has sent, each by the key that its page gave it: what is sent again leads to where it led.
create table sent_forms (
    account_id uuid not null references accounts,
    key uuid not null,
    sent_at timestamptz not null,
    answer text check (length(answer) <= 4000),
    primary key (account_id, key)
);
