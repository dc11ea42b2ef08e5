-- Finds a few people by exact birth date and name, whichever way it is written. Only so many searches in a while and in a day count for
-- an account. One more finds nobody, and answers with the moment from which it may search again.
create or replace function app.find_person(p_given text, p_family text, p_birth_date date)
returns table (patient_id uuid, name text, birth_date date, number bigint, pronouns text, has_access boolean, again_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    actor app.actor := app.actor();
    again timestamptz;
    hits  uuid[];
begin
    if not app.wears(array['coordinator', 'provider']) then
        raise exception 'only clinical staff find people' using errcode = 'insufficient_privilege';
    end if;
    -- An account searches one after another: many at once are counted like one by one.
    perform pg_advisory_xact_lock(hashtextextended(actor.account_id::text, 13));
    delete from person_searches s where s.account_id = actor.account_id and s.at <= actor.moment - interval '1 day';
    select greatest((array_agg(s.at order by s.at desc)
                         filter (where s.at > actor.moment - interval '{{PersonSearches.TryMinutes}} minutes'))[{{PersonSearches.Most}}]
                        + interval '{{PersonSearches.TryMinutes}} minutes',
                    (array_agg(s.at order by s.at desc))[{{PersonSearches.MostADay}}] + interval '1 day')
    into again from person_searches s where s.account_id = actor.account_id;
    if again is not null then
        perform app.audit('person.search-refused', '{}');
        return query select null::uuid, null, null::date, null::bigint, null, null::boolean, again;
        return;
    end if;

    hits := array(select p.id from patients p
                  where p.birth_date = p_birth_date and app.name_key(p_family) <> ''
                    and app.name_key(p.family_name) = app.name_key(p_family)
                    and app.is_given_name(p_given, p.given_name, p.preferred_name)
                  order by p.id limit {{PersonSearches.MostFound}});
    insert into person_searches values (app.uuid7(actor.moment), actor.account_id, actor.moment, hits);
    perform app.audit('person.searched', hits);
    return query select p.id, p.given_name || ' ' || p.family_name, p.birth_date, p.record_number, p.pronouns,
                        exists (select from app.my_access(p.id)),
                        again
                 from patients p where p.id = any (hits) order by p.id;
end $$;
grant execute on function app.find_person(text, text, date) to carecoord_app;
