create trigger end_preview after update of ended_at, hat on sign_in_sessions for each row
    when (old.hat = 'preview' and (new.ended_at is not null or new.hat <> 'preview')) execute function app.end_sessions_preview();
-- An open page learns at once that its sign-in ended, or that another hat is worn.
create trigger changed after update of ended_at, hat on sign_in_sessions for each row
    when (old.ended_at is distinct from new.ended_at or old.hat is distinct from new.hat) execute function app.account_changed();
