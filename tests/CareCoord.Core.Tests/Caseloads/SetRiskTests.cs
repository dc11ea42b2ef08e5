using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Coordination;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>The coordinator judges how high the risk is, with a reason; staff see it, the patient does not.</summary>
public sealed class SetRiskTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task The_newest_judgement_counts_and_those_before_stay()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await SetAsync(cast.Coordinator, cast, Risk.High, "Two falls in a week.");
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SetAsync(cast.Coordinator, cast, Risk.Rising, "  No fall since the rail was fitted. ");

        var row = Assert.Single(
            (await database.Get<CaseloadDeskQueries>().DeskAsync(cast.Coordinator, new(CaseloadSort.Need), null, default)).Rows.Items
        );
        Assert.Equal(new RiskView(Risk.Rising, "No fall since the rail was fitted.", database.Clock.GetUtcNow()), row.Risk);
        Assert.Equal(
            [Risk.Rising, Risk.High],
            (await database.Get<CoordinateQueries>().CoordinateAsync(cast.Coordinator, cast.Patient, default)).Risks.Select(r => r.Level)
        );
    }

    [Fact]
    public async Task Only_the_coordinator_sets_it_and_each_act_is_audited()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Other");

        foreach (var actor in new[] { cast.Provider, cast.Self, cast.Caregiver })
            await Assert.ThrowsAsync<RuleBroken>(() => SetAsync(actor, cast, Risk.Low, "So it is."));
        foreach (var actor in other.All)
            await Assert.ThrowsAsync<NotFound>(() => SetAsync(actor, cast, Risk.Low, "So it is."));
        await SetAsync(cast.Coordinator, cast, Risk.Low, "So it is.");

        Assert.Equal(1, await database.AsOwnerAsync<long>("select count(*) from risk_levels where patient_id = $1", cast.Patient));
        var noted = Assert.Single(await database.NotedAsync(cast.Coordinator.AccountId));
        Assert.Equal(("risk.set", "risk_level", cast.Patient), (noted.Action, noted.SubjectKind, noted.Patients.Single()));
        Assert.Equal("access.refused", Assert.Single(await database.NotedAsync(cast.Provider.AccountId)).Action);
    }

    [Fact]
    public async Task Caseload_and_care_team_see_it_and_neither_the_patient_nor_proxies_nor_broken_glass()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter", Category.Everything, Category.Everything);
        var nurse = new Actor(await world.AccountAsync("Emergency", Hat.Provider), Hat.Provider);
        await world.BrokenGlassAsync(cast.Patient, nurse.AccountId, until: database.Clock.GetUtcNow().AddHours(4));
        await SetAsync(cast.Coordinator, cast, Risk.High, "Two falls in a week.");

        Assert.Equal([1, 1, 0, 0, 0], await SeenAsync(cast.Coordinator, cast.Provider, cast.Self, cast.Caregiver, nurse));
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                cast.Provider,
                "insert into risk_levels values ($1, $2, 'low', 'Better', $3, now())",
                cast.Patient,
                Guid.CreateVersion7(),
                cast.Provider.AccountId
            )
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("why\0")]
    [InlineData("\u2067why")]
    public async Task A_reason_is_words_that_can_be_read(string reason)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await Assert.ThrowsAsync<RuleBroken>(() => SetAsync(cast.Coordinator, cast, Risk.High, reason));
        await Assert.ThrowsAsync<RuleBroken>(() => SetAsync(cast.Coordinator, cast, Risk.High, new string('x', 10_240)));
        await Assert.ThrowsAsync<RuleBroken>(() => SetAsync(cast.Coordinator, cast, (Risk)9, "Why."));
        await SetAsync(cast.Coordinator, cast, Risk.High, "<script>alert(1)</script>");
    }

    private Task SetAsync(Actor actor, Cast cast, Risk level, string reason) =>
        database.Get<SetRisk>().RunAsync(actor, new(cast.Patient, level, reason), default);

    private async Task<List<long>> SeenAsync(params Actor[] actors)
    {
        var seen = new List<long>();
        foreach (var actor in actors)
            seen.Add(await database.AsAppAsync<long>(actor, "select count(*) from risk_levels"));
        return seen;
    }
}
