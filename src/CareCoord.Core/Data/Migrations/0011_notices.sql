-- What people are told and how: their choices, the mails that wait to be sent, and live news for open pages.

-- A live refresh is an entry of the audit only for those whom the page did not show before; for nobody new there is none.
create function app.audit_shown(p_action text, p_known uuid[]) returns uuid
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select case when cardinality(s.fresh) > 0 then app.audit(p_action, s.fresh) end
    from (select array(select nullif(p, '')::uuid from unnest(string_to_array(current_setting('app.shown', true), ',')) p
                       where p <> '' and nullif(p, '')::uuid <> all (coalesce(p_known, '{}'))) as fresh) s
$$;
grant execute on function app.audit_shown(text, uuid[]) to carecoord_app;
