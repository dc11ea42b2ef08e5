-- Who has seen or changed this record, the newest first, for those who may see its access history.
create or replace function app.who_has_seen(p_patient uuid, p_before uuid, p_limit integer)
returns table (audit_id uuid, at timestamptz, account_id uuid, name text, hat text, acted_for boolean, action text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select e.id, e.at, e.account_id, c.display_name, e.hat, e.acting_for is not distinct from p_patient, e.action
    from audit_subjects s
    join audit_entries e on e.id = s.audit_id
    left join accounts c on c.id = e.account_id
    where s.patient_id = p_patient
      and (p_before is null or s.audit_id < p_before)
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & {{Category.AccessHistory}} <> 0
    order by s.audit_id desc
    limit p_limit;
end $$;
grant execute on function app.who_has_seen(uuid, uuid, integer) to carecoord_app;
