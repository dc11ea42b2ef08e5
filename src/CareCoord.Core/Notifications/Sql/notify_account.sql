-- Tells the open pages of an account or a unit on every node: they read again, each under its reader's own access. It says only whom,
-- and one that is lost does no harm. Within a transaction the same word is sent once.
create or replace function app.notify_account(p_id uuid) returns void
language sql volatile set search_path = pg_catalog, pg_temp as $$ select pg_notify('carecoord_changes', p_id::text) $$;
