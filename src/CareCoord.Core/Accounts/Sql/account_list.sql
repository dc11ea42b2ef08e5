-- A page of the accounts of people, for administrators; nobody else sees any.
create or replace function app.account_list(p_after uuid, p_most integer)
returns table (id uuid, name text, email text, hats text[], rests_until timestamptz, second_factor boolean)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.id, a.display_name, a.email, array(select h.hat from account_hats h where h.account_id = a.id order by h.hat),
           case when a.lockout_end > (select app.actor_moment()) then a.lockout_end end, a.two_factor_enabled
    from accounts a
    where (select app.wears(array['administrator'])) and a.password_hash is not null
      and (p_after is null or (a.display_name, a.id) > (select k.display_name, k.id from accounts k where k.id = p_after))
    order by a.display_name, a.id limit p_most;
end $$;
grant execute on function app.account_list(uuid, integer) to carecoord_app;
