create trigger derive_access after insert or update or delete on proxy_grants
    for each row execute function app.derive_access('proxy_grant');
create trigger mirror_grant after update of ends_at on proxy_grants for each row when (new.ends_at is distinct from old.ends_at)
    execute function app.mirror_grant();
