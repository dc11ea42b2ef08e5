using CareCoord.Access;
using CareCoord.Core.Tests.Data;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.Access;

/// <summary>The gate: lets a write pass, refuses as if there were nothing, or refuses in a sentence; all of it is kept.</summary>
public sealed class AccessGateTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly AccessRule Write = AccessRule.ToWrite(
        "note.written",
        "wrote a note",
        Category.Plan,
        Hat.Patient,
        Hat.Caregiver,
        Hat.Coordinator
    );
    private readonly World world = new(database);

    [Fact]
    public async Task Somebody_who_may_passes_and_leaves_one_entry()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var subject = Guid.CreateVersion7();

        await PassAsync(cast.Caregiver.Toward(cast.Patient), cast.Patient, Write, subject);

        var entry = Assert.Single(await database.NotedAsync(cast.Caregiver.AccountId));
        Assert.Equal(
            ("note.written", "caregiver", cast.Patient, "note", subject),
            (entry.Action, entry.Hat, entry.ActingFor, entry.SubjectKind, entry.SubjectId)
        );
        Assert.Equal([cast.Patient], entry.Patients);
    }

    [Fact]
    public async Task What_is_not_committed_leaves_no_entry()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await PassAsync(cast.Self, cast.Patient, Write, Guid.CreateVersion7(), commit: false);

        Assert.Empty(await database.NotedAsync(cast.Self.AccountId));
    }

    [Fact]
    public async Task Somebody_who_may_not_see_it_finds_nothing_and_the_attempt_is_kept()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter", Category.Appointments);

        await Assert.ThrowsAsync<NotFound>(() =>
            PassAsync(cast.Caregiver.Toward(cast.Patient), cast.Patient, Write, Guid.CreateVersion7())
        );

        await RefusalIsKeptAsync(cast.Caregiver, cast.Patient);
    }

    [Fact]
    public async Task Somebody_who_may_see_but_not_change_is_told_so_and_the_attempt_is_kept()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter", Category.Plan, Category.None);

        var told = await Assert.ThrowsAsync<RuleBroken>(() =>
            PassAsync(cast.Caregiver.Toward(cast.Patient), cast.Patient, Write, Guid.CreateVersion7())
        );

        Assert.Contains("read this", told.Message);
        await RefusalIsKeptAsync(cast.Caregiver, cast.Patient);
    }

    [Fact]
    public async Task A_hat_that_the_rule_does_not_name_is_told_so_and_the_attempt_is_kept()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<RuleBroken>(() => PassAsync(cast.Provider, cast.Patient, Write, Guid.CreateVersion7()));

        await RefusalIsKeptAsync(cast.Provider, cast.Patient);
    }

    [Fact]
    public async Task A_rule_without_hats_is_open_to_everyone_with_the_part()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        foreach (var actor in cast.All)
            await PassAsync(actor, cast.Patient, AccessRule.ToRead("note.read", "read a note", Category.Plan), Guid.CreateVersion7());
    }

    [Fact]
    public async Task A_hidden_record_and_one_that_never_was_are_refused_alike_when_writing()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var stranger = (await Cast.PlayAsync(world, database, "Stranger")).Self;
        await AlikeAsync(
            cast.Patient,
            patient =>
                database.Get<TickActivity>().RunAsync(stranger, new(patient, cast.Plan.Activity, new(2026, 11, 23), Done: true), default)
        );
    }

    [Fact]
    public async Task A_hidden_record_and_one_that_never_was_are_refused_alike_when_reading()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var stranger = (await Cast.PlayAsync(world, database, "Stranger")).Self;
        await AlikeAsync(cast.Patient, patient => database.Get<TreatmentPlanQueries>().PlanAsync(stranger, patient, default));
    }

    private static async Task AlikeAsync(Guid hidden, Func<Guid, Task> ask)
    {
        var exceptions = new List<NotFound>();
        var sent = new List<IReadOnlyList<string>>();
        foreach (var patient in new[] { hidden, Guid.CreateVersion7() })
            sent.Add(await RoundTrips.OfAsync(async () => exceptions.Add(await Assert.ThrowsAsync<NotFound>(() => ask(patient)))));

        Assert.NotEmpty(sent[0]);
        Assert.Equal(sent[0], sent[1]);
        Assert.Equal((exceptions[0].Message, exceptions[0].Data.Count), (exceptions[1].Message, exceptions[1].Data.Count));
        Assert.All(exceptions, e => Assert.Null(e.InnerException));
    }

    private async Task PassAsync(Actor actor, Guid patient, AccessRule rule, Guid subject, bool commit = true)
    {
        await using var db = await database.Get<ActorDbs>().OpenAsync(actor, default);
        await database.Get<AccessGate>().PassAsync(db, rule, patient, "note", subject, default);
        if (commit)
            await db.CommitAsync(default);
    }

    private async Task RefusalIsKeptAsync(Actor actor, Guid patient)
    {
        var entry = Assert.Single(await database.NotedAsync(actor.AccountId));
        Assert.Equal(("access.refused", "patient", patient), (entry.Action, entry.SubjectKind, entry.SubjectId));
        Assert.Contains("note.written", entry.Details);
        Assert.Empty(entry.Patients);
    }
}
