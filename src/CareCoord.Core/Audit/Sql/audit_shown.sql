-- Ends the batch of a list: one entry about all whom it showed. A page that lives says whom it showed before (p_known). An entry is then
-- about those only who are new on it, and there is none where nobody is.
create or replace function app.audit_shown(p_action text, p_known uuid[] default null, p_kind text default null,
                                           p_subject uuid default null) returns uuid
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    shown uuid[] := array(select p::uuid from unnest(string_to_array(current_setting('app.shown', true), ',')) p where p <> '');
begin
    if p_known is not null then
        shown := array(select p from unnest(shown) p where p <> all (p_known));
        if cardinality(shown) = 0 then
            return null;
        end if;
    end if;
    return app.audit(p_action, shown, p_kind, p_subject);
end $$;
grant execute on function app.audit_shown(text, uuid[], text, uuid) to carecoord_app;
