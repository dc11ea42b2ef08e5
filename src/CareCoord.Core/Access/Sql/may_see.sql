-- The patients of whom the asker may see one of these parts at this moment and under the hat they wear. Every policy asks once a statement,
-- and looks each row up in a hash of the answer. It offers no index: a statement that spans patients says itself by what it finds them.
create or replace function app.may_see(p_part integer) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    asker app.actor := app.actor();
    bases text[] := app.hat_bases(asker.hat);
begin
    return array(
        select a.patient_id from patient_access a
        where a.account_id = asker.account_id and a.basis = any (bases) and a.view_bits & p_part <> 0
          and a.valid_from <= asker.moment and (a.valid_until is null or a.valid_until > asker.moment));
end $$;
grant execute on function app.may_see(integer) to carecoord_app;
