-- When somebody was last there, to the minute: a sign-in ends when nobody is for a while. Those that last begin anew.
alter table sign_in_sessions add column seen_at timestamptz;
update sign_in_sessions set seen_at = case when ended_at is null then greatest(started_at, now()) else started_at end;
alter table sign_in_sessions alter column seen_at set not null;
