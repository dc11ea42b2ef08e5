-- Whether somebody sees a part of a patient's record, and what is protected by these labels in it, at this moment and under a hat.
create or replace function app.sees_part(p_account uuid, p_hat text, p_patient uuid, p_part integer, p_labels integer) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return (
        select coalesce(bool_or(a.view_bits & p_part <> 0) and (p_labels = 0 or bool_or(a.view_bits & p_labels = p_labels)), false)
        from patient_access a
        where a.account_id = p_account and a.patient_id = p_patient and a.basis = any (app.hat_bases(p_hat))
          and a.valid_from <= (select app.actor_moment()) and (a.valid_until is null or a.valid_until > (select app.actor_moment())));
end $$;
