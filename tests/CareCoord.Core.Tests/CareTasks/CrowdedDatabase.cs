using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// A database with 2,000 patients, 200 people and 5,000 open tasks, and then with 500,000. The steady pair, a coordinator and a provider,
/// have 1,700 tasks in both; the growing pair have 1,700 and then 170,000. Each pair has 300 patients, one of whom has the same 300 tasks
/// throughout.
/// </summary>
public sealed class CrowdedDatabase : TestDatabase
{
    private const string Numbered = "('00000000-0000-7000-8000-' || lpad(to_hex({0}), 12, '0'))::uuid";

    /// <summary>The people of one pair, and the patient whose tasks stay as they are.</summary>
    public sealed record Pair(Actor Coordinator, Actor Provider, Guid Patient);

    public Pair Steady { get; } = new(new(Person(1), Hat.Coordinator), new(Person(101), Hat.Provider), Patient(300));

    public Pair Growing { get; } = new(new(Person(0), Hat.Coordinator), new(Person(100), Hat.Provider), Patient(0));

    /// <summary>The people, patients, teams and units; and 5,000 tasks.</summary>
    public async Task FillAsync()
    {
        await RunAsync(
            $"""
            insert into accounts (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, security_stamp,
                                  phone_number_confirmed,
                                  two_factor_enabled, lockout_enabled, access_failed_count, display_name, time_zone, language,
                                  has_long_password, created_at)
            select {Id("65536 + n")}, 'p' || n, 'P' || n, 'p' || n, 'P' || n, true, 'stamp', false, false, true, 0, 'Person ' || n,
                   'UTC', 'en-US', true,
            '2026-01-01' from generate_series(0, 199) n;
            insert into account_hats select {Id("65536 + n")}, case when n < 100 then 'coordinator' else 'provider' end
                from generate_series(0, 199) n;
            insert into providers select {Id("131072 + n")}, {Id("65536 + n")}, 'nurse', null, 'West' from generate_series(100, 199) n;
            insert into patients (id, given_name, family_name, birth_date, time_zone, created_at)
            select {Id("n")}, 'Given ' || n, 'Family ' || n, '1955-03-04', 'UTC', '2026-01-01' from generate_series(0, 1999) n;
            insert into caseload_assignments
            select {Id("n")}, {Id("196608 + n")}, {Id("65536 + case when n < 600 then n / 300 else 2 + n % 98 end")}, '2026-01-01'
            from generate_series(0, 1999) n;
            insert into care_team_members (patient_id, id, account_id, provider_id, role, ask_about, since)
            select {Id("n")}, {Id("262144 + n * 8 + k")}, {Id("65536 + p")}, {Id("131072 + p")}, 'nurse', 'All', '2026-01-01'
            from generate_series(0, 1999) n, generate_series(0, 2) k,
                 lateral (select case when n < 600 and k = 0 then 100 + n / 300 else 102 + (n + k * 31) % 98 end as p) q;
            insert into organisations values ({Id("1")}, 'Riverside', 'UTC', '911', '555 0100');
            insert into organisation_units select {Id("327680 + n")}, {Id("1")}, 'Unit ' || n from generate_series(0, 9) n;
            insert into unit_members select {Id("327680 + case when n < 102 then n - 100 else 2 + n % 8 end")}, {Id("393216 + n")},
                {Id("65536 + n")}, '2026-01-01' from generate_series(100, 199) n;
            vacuum analyze accounts; vacuum analyze providers; vacuum analyze patients; vacuum analyze patient_access;
            vacuum analyze care_team_members; vacuum analyze caseload_assignments;
            """
        );
        await TasksAsync(0, 1700, 300, 300, 1);
        await TasksAsync(1_000_000, 1700, 0, 300, 0);
        await TasksAsync(2_000_000, 1600, 600, 1400, null);
        await RunAsync("vacuum analyze care_tasks");
    }

    /// <summary>From 5,000 tasks to 500,000.</summary>
    public async Task GrowAsync()
    {
        var indexes = await AsOwnerAsync<string[]>(
            """
            select array(select pg_get_indexdef(i.indexrelid) from pg_index i where i.indrelid = 'care_tasks'::regclass
                           and not i.indisprimary)
            """
        );
        var names = await AsOwnerAsync<string[]>(
            """
            select array(select i.indexrelid::regclass::text from pg_index i where i.indrelid = 'care_tasks'::regclass
                           and not i.indisprimary)
            """
        );
        await RunAsync(string.Join(';', names!.Select(name => $"drop index {name}")));
        await TasksAsync(3_000_000, 168_300, 1, 299, 0);
        await TasksAsync(4_000_000, 326_700, 600, 1400, null);
        await RunAsync("set maintenance_work_mem = '256MB';" + string.Join(';', indexes!));
        await RunAsync("vacuum analyze care_tasks");
    }

    // So many tasks of so many patients from a first one on; of a pair, or of the people of those patients. Two fifths are about a result,
    // two fifths urgent, and two fifths wait. A quarter is late, a quarter due today, a quarter this week, and a tenth without a due
    // moment. Of a pair, the provider holds 10 of 17, the coordinator 5, their unit 2.
    private Task TasksAsync(int from, int count, int firstPatient, int patients, int? pair) =>
        RunAsync(
            $"""
            insert into care_tasks (patient_id, id, title, why, about, priority, due_at, state, state_note, coordinator_account_id,
                                    owner_account_id, owner_hat,
                                    asked_account_id, asked_hat, asked_unit_id, asked_by, asked_at, assigned_at, entry_count, labels)
            select {Id("patient")}, {Id("16777216 + n")}, 'Task ' || n, 'Because of ' || n,
                   (array['result', 'result', 'result', 'plan_activity', 'document', 'appointment', 'medicine', 'general'])
                       [1 + hashint4(n) % 8 + case when hashint4(n) % 8 < 0 then 8 else 0 end],
                   (array['urgent', 'urgent', 'routine', 'asap', 'stat'])[1 + abs(hashint4(n + 1) % 5)],
                   case when h < 25 then '{Clock.GetUtcNow():O}'::timestamptz - interval '1 minute' * (1 + d % 100000)
                        when h < 50 then '{Clock.GetUtcNow():O}'::timestamptz + interval '1 second' * (d % 3600)
                        when h < 75 then '{Clock.GetUtcNow():O}'::timestamptz + interval '1 day' + interval '1 second' * (d % 300000)
                        when h < 90 then '{Clock.GetUtcNow():O}'::timestamptz + interval '8 days' + interval '1 minute' * (d % 100000) end,
                   case when queued then 'assigned' when w < 40 then 'waiting' else 'in_progress' end,
                   case when not queued and w < 40 then 'on the lab' end,
                   {Id("65536 + coordinator")}, {Id("65536 + case when queued or theirs then coordinator else provider end")},
                   case when queued or theirs then 'coordinator' else 'provider' end,
                   null, null, case when queued then {Id("327680 + " + (pair is null ? "2 + provider % 8" : $"{pair}"))} end,
                   case when queued then {Id("65536 + coordinator")} end, case when queued then timestamptz '2026-11-20' end,
                   '2026-11-20', 1, 0
            from (select n, abs(hashint4(n + 2) % 100) as h, abs(hashint4(n + 3)) as d, abs(hashint4(n + 4) % 100) as w,
                         case when n % 1000000 < 300 and {from} < 2000000 then {firstPatient}
                              else {firstPatient} + abs(hashint4(n + 5) % {patients}) end as patient,
                         n % 17 between 10 and 14 as theirs, n % 17 > 14 as queued
                  from generate_series({from}, {from + count - 1}) n) t,
            lateral (select {(pair is null ? "2 + patient % 98" : pair)} as coordinator,
                            {(pair is null ? "102 + (patient + 31) % 98" : 100 + pair)} as provider) q
            """
        );

    private static string Id(string number) => string.Format(null, Numbered, number);

    private static Guid Person(int n) => Numbered_(65536 + n);

    private static Guid Patient(int n) => Numbered_(n);

    private static Guid Numbered_(int n) => Guid.Parse($"00000000-0000-7000-8000-{n:x12}");

    // As the superuser, so that the load fires no trigger: each statement by itself, because vacuum asks for that.
    private async Task RunAsync(string sql)
    {
        var cluster = await TestCluster.GetAsync();
        await using var connection = new NpgsqlConnection(
            cluster.SuperuserConnectionString(new NpgsqlConnectionStringBuilder(OwnerConnectionString).Database!) + ";Command Timeout=0"
        );
        await connection.OpenAsync();
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            if (statement.StartsWith("insert into care_tasks", StringComparison.Ordinal))
                command.CommandText = $"set local session_replication_role = replica; {statement}";
            await command.ExecuteNonQueryAsync();
        }
    }
}
