using Npgsql;

namespace CareCoord.Bench;

/// <summary>
/// Makes a database many times as large by copying its generated patients with their coordinators and providers, set by set. Everything of
/// a copy has ids of its own. It points at what belongs to the same copy or to all. The audit stays as it is.
/// </summary>
internal static class Multiply
{
    private const string Copy = """
        set session_replication_role = replica;
        set synchronous_commit = off;
        create temp table copied as select id from accounts where email ~ '^(patient|coordinator|provider)[0-9]';
        create temp table copied_patients as
            select distinct c.patient_id as id from caseload_assignments c where c.coordinator_account_id in (select id from copied);
        create temp table kept as
            select id from accounts where id not in (select id from copied)
            union select id from organisations union select id from organisation_units
            union select p.id from providers p where p.account_id not in (select id from copied);
        analyze copied; analyze copied_patients; analyze kept;
        create function pg_temp.other(id uuid, copy integer) returns uuid language sql immutable as
            $$ select (left(id::text, 18) || '-' || substr(md5(id::text || copy), 1, 4) || '-'
                       || substr(md5(id::text || copy), 5, 12))::uuid $$;
        do $$
        declare
            one     text;
            columns text;
            others  text;
            which   text;
        begin
            foreach one in array array[
                'accounts', 'account_hats', 'providers', 'patients', 'patient_access', 'caseload_assignments', 'care_team_members',
                'treatment_plans', 'problems', 'goals', 'goal_readings', 'activities', 'activity_ticks', 'appointments', 'care_tasks',
                'care_task_entries', 'care_task_steps', 'care_task_watchers', 'care_task_rungs', 'notifications', 'care_concerns',
                'transitions', 'risk_levels', 'last_looks', 'files', 'legal_documents', 'legal_document_agents',
                'legal_document_entries', 'document_readings'] loop
                select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
                       string_agg(case when a.atttypid = 'uuid'::regtype
                                       then format('case when t.%1$I in (select id from kept) then t.%1$I '
                                                   || 'else pg_temp.other(t.%1$I, copy) end', a.attname)
                                       when one = 'accounts'
                                            and a.attname in ('email', 'normalized_email', 'user_name', 'normalized_user_name')
                                       then format('copy || ''-'' || t.%I', a.attname)
                                       else format('t.%I', a.attname) end, ', ' order by a.attnum)
                into columns, others
                from pg_attribute a where a.attrelid = one::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    and a.attidentity <> 'a';
                which := case when one in ('accounts') then 't.id in (select id from copied)'
                              when one in ('account_hats', 'providers', 'notifications') then 't.account_id in (select id from copied)'
                              when one = 'patients' then 't.id in (select id from copied_patients)'
                              else 't.patient_id in (select id from copied_patients)' end;
                execute format('insert into %1$I (%2$s) select %3$s from %1$I t '
                               || 'cross join generate_series(1, current_setting(''bench.copies'')::integer) copy where %4$s',
                               one, columns, others, which);
            end loop;
        end $$;
        """;

    /// <summary>Copies the generated patients of a database this many times, as its superuser.</summary>
    public static async Task RunAsync(string superuser, int copies)
    {
        await using var connection = new NpgsqlConnection(superuser);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"set bench.copies = {copies};\n{Copy}", connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
