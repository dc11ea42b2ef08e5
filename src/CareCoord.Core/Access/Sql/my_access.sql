-- What the asker may do with one patient, for definer functions, which no policy binds.
create or replace function app.my_access(p_patient uuid) returns table (view_bits integer, manage_bits integer, basis text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.view_bits, a.manage_bits, a.basis
    from patient_access a
    where a.account_id = (select app.actor_id())
      and a.patient_id = p_patient
      and a.basis = any ((select app.actor_bases())::text[])
      and a.valid_from <= (select app.actor_moment())
      and (a.valid_until is null or a.valid_until > (select app.actor_moment()));
end $$;
