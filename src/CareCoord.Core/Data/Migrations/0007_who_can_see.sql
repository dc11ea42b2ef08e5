-- "Who can see my record": who may, and who did. Both check their asker (bit 128, the access history) and answer with
-- no rows where the asker may not know.

create function app.who_may_see(p_patient uuid)
returns table (account_id uuid, name text, basis text, basis_id uuid, detail text, view_bits integer, manage_bits integer,
               valid_from timestamptz, valid_until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.account_id, c.display_name, a.basis, a.basis_id, coalesce(m.role, g.relationship), a.view_bits, a.manage_bits,
           a.valid_from, a.valid_until
    from patient_access a
    join accounts c on c.id = a.account_id
    left join care_team_members m on a.basis = 'care_team' and m.patient_id = a.patient_id and m.id = a.basis_id
    left join proxy_grants g on a.basis = 'proxy_grant' and g.patient_id = a.patient_id and g.id = a.basis_id
    where a.patient_id = p_patient
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & 128 <> 0
    order by array_position(array['self', 'proxy_grant', 'broken_glass', 'caseload', 'care_team'], a.basis), c.display_name
$$;

create function app.who_has_seen(p_patient uuid, p_before uuid, p_limit integer)
returns table (audit_id uuid, at timestamptz, account_id uuid, name text, hat text, acted_for boolean, action text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select e.id, e.at, e.account_id, c.display_name, e.hat, e.acting_for is not distinct from p_patient, e.action
    from audit_subjects s
    join audit_entries e on e.id = s.audit_id
    left join accounts c on c.id = e.account_id
    where s.patient_id = p_patient
      and (p_before is null or s.audit_id < p_before)
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & 128 <> 0
    order by s.audit_id desc
    limit p_limit
$$;

grant execute on function app.who_may_see(uuid), app.who_has_seen(uuid, uuid, integer) to carecoord_app;
