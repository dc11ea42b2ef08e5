-- What the patient looks through. It says what the caregiver may do, which the patient can do none of, and when the grant ends, which is
-- after the preview does.
create or replace function app.previewed(p_patient uuid) returns table (manage_bits integer, grant_ends_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.manage_bits, v.grant_ends_at from grant_previews v
    where v.patient_id = p_patient and v.account_id = (select app.actor_id()) and v.ended_at is null
      and v.until > (select app.actor_moment())
      and (select app.actor_hat()) = 'preview';
end $$;
grant execute on function app.previewed(uuid) to carecoord_app;
