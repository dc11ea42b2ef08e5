using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// What the portal may do while nobody is signed in. It may do what its work on the ladders and on legal documents takes, and nothing else
/// of any record.
/// </summary>
public sealed class LadderPowersTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>
    /// What it sees: the work with its history, watchers and rungs, who is away, and documents whose time comes. A new line here was
    /// thought about.
    /// </summary>
    private static readonly string[] Sees =
    [
        "absences",
        "care_task_attachments",
        "care_task_entries",
        "care_task_rungs",
        "care_task_watchers",
        "care_tasks",
        "deputies",
        "files",
        "legal_document_entries",
        "legal_documents",
    ];

    private static readonly string[] Policies =
    [
        "care_task_attachments: SELECT worker",
        "care_task_entries: ALL worker",
        "care_task_rungs: ALL worker",
        "care_task_watchers: ALL worker",
        "care_tasks: ALL worker",
        "data_protection_keys: ALL worker",
        "files: ALL worker",
        "legal_document_entries: ALL worker",
        "legal_documents: ALL worker",
    ];

    [Fact]
    public async Task It_sees_these_tables_and_nothing_of_the_others()
    {
        var stage = new LadderStage(database);
        await stage.OpenAsync(new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));
        var other = await stage.World.AccountAsync("Dora", Hat.Coordinator);
        await stage.World.DeputyAsync(stage.Coordinator, other);
        await stage.World.AbsenceAsync(stage.Coordinator, other, until: database.Clock.GetUtcNow().AddDays(1));
        await stage.World.TaskAsync(stage.Cast.Patient, stage.Coordinator.AccountId, stage.Nurse.AccountId);
        await stage.World.TickAsync(stage.Cast.Patient, stage.Cast.Plan.Activity, new(2026, 11, 16), stage.Cast.Self.AccountId);
        await stage.World.ReadingAsync(stage.Cast.Patient, stage.Cast.Plan.Goal, 5);
        await stage.World.ProblemAsync(stage.Cast.Patient, stage.Cast.Plan.Plan, "Hip");
        var document = await stage.World.DocumentAsync(stage.Cast.Patient, stage.Cast.Self, reviewedBy: stage.Coordinator.AccountId);
        await stage.World.DocumentWorkAsync(stage.Cast.Patient, document, stage.Coordinator, stage.Cast.Provider);
        var guarded = (
            await database.AsOwnerAsync<string[]>(
                "select array(select relname::text from pg_class where relkind = 'r' and relrowsecurity order by 1)"
            )
        )!;

        var seen = new List<string>();
        foreach (var table in guarded)
        {
            if (await CountAsync(table) > 0)
                seen.Add(table);
        }

        Assert.Equal(Sees, seen.Order(StringComparer.Ordinal));
        Assert.True(guarded.Length > 20);
    }

    [Fact]
    public async Task These_policies_name_it() =>
        Assert.Equal(
            Policies,
            await database.AsOwnerAsync<string[]>(
                """
                select array(select tablename || ': ' || cmd || ' ' || policyname from pg_policies
                             where permissive = 'PERMISSIVE' and coalesce(qual, '') || coalesce(with_check, '') like '%is_worker()%'
                             order by 1)
                """
            )
        );

    [Theory]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, "
            + "labels) select patient_id, gen_random_uuid(), id, 9, 'noted', now(), owner_account_id, "
            + "'coordinator', state, owner_account_id, 0 from care_tasks"
    )]
    [InlineData("delete from care_task_entries")]
    [InlineData("delete from care_tasks")]
    [InlineData("update care_task_rungs set due_at = now()")]
    [InlineData("update care_tasks set labels = 0, patient_id = patient_id")]
    [InlineData(
        "insert into notifications "
            + "values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'patient', 'task_late', null, null, "
            + "'00000000-0000-7000-8000-000000000001', now())"
    )]
    [InlineData(
        "insert into stand_ins select patient_id, gen_random_uuid(), owner_account_id, owner_account_id, 'caseload', id, "
            + "'escalation', id, now(), now() + interval '1 day' from care_tasks"
    )]
    [InlineData("insert into patient_access select owner_account_id, patient_id, 'caseload', id, 4095, 4095, now(), null from care_tasks")]
    [InlineData("select * from audit_entries")]
    public async Task It_may_not(string sql)
    {
        var stage = new LadderStage(database);
        await stage.OpenAsync(new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));
        await stage.AssignAsync(Priority.Routine);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(Actor.Portal, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_people_wrote_is_not_its_to_change()
    {
        var stage = new LadderStage(database);
        await stage.OpenAsync(new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));
        await stage.AssignAsync(Priority.Routine);

        Assert.Equal(
            0,
            await database.AsAppAsync<long>(
                Actor.Portal,
                "with done as (update care_task_entries set words = 'x' returning 1) select count(*) from done"
            )
        );
    }

    [Fact]
    public async Task Nobody_else_gets_its_powers_by_its_hat_or_its_account()
    {
        var stage = new LadderStage(database);
        await stage.OpenAsync(new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero));
        await stage.AssignAsync(Priority.Routine);

        Assert.Equal(1, await database.AsAppAsync<long>(Actor.Portal, "select count(*) from care_tasks"));
        Assert.Equal(0, await database.AsAppAsync<long>(new(stage.Cast.Self.AccountId, Hat.System), "select count(*) from care_tasks"));
        Assert.Equal(0, await database.AsAppAsync<long>(Actor.Portal with { Hat = Hat.Coordinator }, "select count(*) from care_tasks"));
    }

    // What it may not even read is refused, which shows as little.
    private async Task<long> CountAsync(string table)
    {
        try
        {
            return await database.AsAppAsync<long>(Actor.Portal, $"select count(*) from {table}");
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return 0;
        }
    }
}
