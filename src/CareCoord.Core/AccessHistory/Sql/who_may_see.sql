-- Who may see this record, for those who may see its access history; what the patient tries out themselves is nobody else's access.
create or replace function app.who_may_see(p_patient uuid)
returns table (account_id uuid, name text, basis text, basis_id uuid, detail text, view_bits integer, manage_bits integer,
               valid_from timestamptz, valid_until timestamptz, stands_in_for text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.account_id, c.display_name, a.basis, a.basis_id, coalesce(m.role, g.relationship), a.view_bits, a.manage_bits,
           a.valid_from, a.valid_until, f.display_name
    from patient_access a
    join accounts c on c.id = a.account_id
    left join stand_ins s on a.basis in ('caseload', 'care_team') and s.patient_id = a.patient_id and s.id = a.basis_id
    left join accounts f on f.id = s.for_account_id
    left join care_team_members m on a.basis = 'care_team' and m.patient_id = a.patient_id and m.id = coalesce(s.relation_id, a.basis_id)
    left join proxy_grants g on a.basis = 'proxy_grant' and g.patient_id = a.patient_id and g.id = a.basis_id
    where a.patient_id = p_patient and a.basis <> 'preview'
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()))
      and (select bit_or(v.view_bits) from app.my_access(p_patient) v) & {{Category.AccessHistory}} <> 0
    order by array_position(array['self', 'proxy_grant', 'broken_glass', 'caseload', 'care_team'], a.basis), s.id is not null,
             c.display_name;
end $$;
grant execute on function app.who_may_see(uuid) to carecoord_app;
