-- Every policy asked four times who is asking, and compared each row with all of the asker's patients. Now it asks once, in a function whose plan a connection
-- keeps, and looks each row up in a hash of the answer. Such a policy offers no index: a statement that spans patients says itself by what it finds them.

-- The patients of whom the asker may see, or may change, one of these parts at this moment and under the hat they wear.
do $$
declare
    f record;
begin
    for f in select * from (values ('may_see', 'view_bits'), ('may_change', 'manage_bits')) f (name, bits)
    loop
        execute format($create$
            create function app.%1$I(p_part integer) returns uuid[]
            language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $body$
            declare
                asker app.actor := app.actor();
                bases text[] := app.hat_bases(asker.hat);
            begin
                return array(
                    select a.patient_id from patient_access a
                    where a.account_id = asker.account_id and a.basis = any (bases) and a.%2$I & p_part <> 0
                      and a.valid_from <= asker.moment and (a.valid_until is null or a.valid_until > asker.moment));
            end $body$
            $create$, f.name, f.bits);
        execute format('grant execute on function app.%I(integer) to carecoord_app', f.name);
    end loop;
end $$;

create or replace procedure app.protect(record_table regclass, part integer, labelled boolean default false, key_column text default 'patient_id')
language plpgsql as $$
declare
    may_view   text := format('%I in (select unnest(app.may_see(%s)))', key_column, part);
    may_manage text := format('%I in (select unnest(app.may_change(%s)))', key_column, part);
    labels_fit text := ' and (labels = 0 or exists (select from patient_access a where a.patient_id = %s.%I and a.%I & labels = labels))';
begin
    if labelled then
        may_view := may_view || format(labels_fit, record_table, key_column, 'view_bits');
        may_manage := may_manage || format(labels_fit, record_table, key_column, 'manage_bits');
    end if;
    execute format('alter table %s enable row level security', record_table);
    execute format('alter table %s force row level security', record_table);
    execute format('create policy owner on %s to carecoord_owner using (true) with check (true)', record_table);
    execute format('create policy view on %s for select to carecoord_app using (%s)', record_table, may_view);
    execute format('create policy add on %s for insert to carecoord_app with check (%s)', record_table, may_manage);
    execute format('create policy change on %s for update to carecoord_app using (%s) with check (%s)', record_table, may_manage, may_manage);
    execute format('create policy remove on %s for delete to carecoord_app using (%s)', record_table, may_manage);
end $$;

-- The policies that stand already.
do $$
declare
    p      record;
    compares constant text := '(\w+) = ANY \(ARRAY\(\s*SELECT a\.patient_id\s+FROM patient_access a\s+WHERE \(\(a\.%s_bits & (\d+)\) <> 0\)\)\)';
    views    constant text := format(compares, 'view');
    manages  constant text := format(compares, 'manage');
begin
    for p in
        select tablename, policyname,
               regexp_replace(regexp_replace(qual, views, '\1 in (select unnest(app.may_see(\2)))', 'g'), manages, '\1 in (select unnest(app.may_change(\2)))', 'g') as seen,
               regexp_replace(regexp_replace(with_check, views, '\1 in (select unnest(app.may_see(\2)))', 'g'), manages, '\1 in (select unnest(app.may_change(\2)))', 'g') as given
        from pg_policies
        where schemaname = 'public' and coalesce(qual, '') || coalesce(with_check, '') ~ (views || '|' || manages)
    loop
        execute format('alter policy %I on %I', p.policyname, p.tablename)
            || coalesce(' using (' || p.seen || ')', '') || coalesce(' with check (' || p.given || ')', '');
    end loop;
end $$;

-- Two that read rows for a whole caseload and look at more than a part of the record.
alter policy staff on risk_levels using (
    patient_id in (select a.patient_id from patient_access a where a.basis in ('caseload', 'care_team') and a.view_bits & 1 <> 0));
alter policy ones_own on last_looks using (account_id = (select app.actor_id()) and patient_id in (select a.patient_id from patient_access a));
