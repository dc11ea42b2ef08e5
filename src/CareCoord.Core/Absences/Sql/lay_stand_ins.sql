-- Lays the stand-ins of one absence; or, with a patient and a relation, of all absences of that person with that one patient.
create or replace function app.lay_stand_ins(p_account uuid, p_absence uuid, p_patient uuid, p_relation uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    with due as (
        select r.patient_id, a.deputy_account_id as account_id, a.account_id as for_account_id, r.basis, r.id as relation_id,
               a.id as source_id,
               greatest(a.since, r.since) as since, least(a.ends_at, r.until) as until
        from absences a
        cross join lateral (
            select c.patient_id, c.id, c.since, c.until, 'caseload' as basis from caseload_assignments c
            where a.hat = 'coordinator' and c.coordinator_account_id = a.account_id
            union all
            select m.patient_id, m.id, m.since, m.until, 'care_team' from care_team_members m
            where a.hat = 'provider' and m.account_id = a.account_id and m.provider_id is not null) r
        where a.account_id = p_account and (p_absence is null or a.id = p_absence)
          and (p_relation is null or (r.patient_id = p_patient and r.id = p_relation))
          and tstzrange(r.since, r.until) && tstzrange(a.since, a.ends_at)
    ), gone as (
        delete from stand_ins s
        where s.source = 'absence' and (s.source_id = p_absence or (s.patient_id = p_patient and s.relation_id = p_relation))
          and not exists (select from due d where d.patient_id = s.patient_id and d.relation_id = s.relation_id
                                              and d.source_id = s.source_id and d.account_id = s.account_id)
    )
    insert into stand_ins
    select d.patient_id, app.uuid7(statement_timestamp()), d.account_id, d.for_account_id, d.basis, d.relation_id, 'absence', d.source_id,
           d.since, d.until
    from due d
    on conflict (patient_id, relation_id, source_id, account_id) do update set since = excluded.since, until = excluded.until
$$;
