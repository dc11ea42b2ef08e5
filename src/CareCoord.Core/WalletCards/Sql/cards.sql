-- A patient's cards, for who may have them and for the patient who looks as a caregiver.
create or replace function app.cards(p_patient uuid)
returns table (id uuid, made_by text, made_at timestamptz, ends_at timestamptz, revoked_at timestamptz, closed_at timestamptz,
               rests_until timestamptz,
               openings integer, last_opened_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select c.id, a.display_name, c.made_at, c.ends_at, c.revoked_at, c.closed_at, c.rests_until, c.openings, c.last_opened_at
    from wallet_cards c join accounts a on a.id = c.made_by
    where c.patient_id = p_patient
      and ((select app.may_have_cards(p_patient)) or exists (select from app.previewed(p_patient) v
                                                             where v.manage_bits & {{Category.LegalDocuments}} <> 0))
    order by c.made_at desc, c.id limit 50;
end $$;
grant execute on function app.cards(uuid) to carecoord_app;
