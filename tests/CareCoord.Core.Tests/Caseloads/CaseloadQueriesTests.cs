using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>The coordinator's home: everyone on the caseload, page by page.</summary>
public sealed class CaseloadQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Theory]
    [InlineData("Same")]
    [InlineData("With | a line")]
    [InlineData("||")]
    public async Task People_of_the_same_name_are_read_on_without_gaps_and_without_doubles(string name)
    {
        var coordinator = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var people = new List<Guid>();
        for (var i = 0; i < 105; i++)
        {
            people.Add(await world.PatientAsync(name));
            await world.AssignCaseloadAsync(people[^1], coordinator.AccountId);
        }

        // Some have a plan, so that there are two ranks.
        foreach (var patient in people.Take(30))
            await world.PlanAsync(patient, coordinator.AccountId);

        var read = new List<CaseloadRow>();
        string? key = null;
        do
        {
            var view = await database.Get<CaseloadQueries>().CaseloadAsync(coordinator, key, default);
            Assert.Equal((105, 105), (view.People, view.NeedAttention));
            read.AddRange(view.Rows.Items);
            key = view.Rows.Next;
        } while (key is not null && read.Count < 500);

        Assert.Equal(people.Order(), read.Select(r => r.PatientId).Order());
        Assert.All(read.Take(75), r => Assert.Equal(ReasonKind.NoPlan, r.Reasons[0].Kind));
    }

    [Fact]
    public async Task Those_who_need_attention_most_stand_first_and_the_head_counts_them()
    {
        var quiet = await Cast.PlayAsync(world, database, "Quiet");
        var coordinator = quiet.Coordinator;
        await database.AsOwnerAsync(
            "update appointments set starts_at = $2, ends_at = $3 where id = $1",
            quiet.Visit,
            database.Clock.GetUtcNow().AddHours(1),
            database.Clock.GetUtcNow().AddHours(2)
        );
        var without = await world.PatientAsync("Without");
        await world.AssignCaseloadAsync(without, coordinator.AccountId);
        var missed = await world.PatientAsync("Missed");
        await world.AssignCaseloadAsync(missed, coordinator.AccountId);
        await world.VisitAsync(missed, quiet.ProviderId, database.Clock.GetUtcNow().AddDays(-1), "missed");

        var view = await database.Get<CaseloadQueries>().CaseloadAsync(coordinator, null, default);

        Assert.Equal([missed, without, quiet.Patient], view.Rows.Items.Select(r => r.PatientId));
        Assert.Equal((3, 2, 1, 0), (view.People, view.NeedAttention, view.VisitsToday, view.ReviewsLate));
    }

    [Fact]
    public async Task Only_the_coordinator_of_now_sees_them_and_only_as_a_coordinator()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var next = new Actor(await world.AccountAsync("Next", Hat.Coordinator), Hat.Coordinator);
        var handover = database.Clock.GetUtcNow().AddHours(1);
        await database.AsOwnerAsync("update caseload_assignments set until = $2 where id = $1", cast.Assignment, handover);
        await world.AssignCaseloadAsync(cast.Patient, next.AccountId, since: handover);

        Assert.Equal([1, 0, 0], await SeenAsync(cast.Coordinator, next, cast.Coordinator with { Hat = Hat.Provider }));
        database.Clock.Set(handover);
        Assert.Equal([0, 1, 0], await SeenAsync(cast.Coordinator, next, next with { Hat = Hat.Caregiver }));
    }

    private async Task<List<int>> SeenAsync(params Actor[] actors)
    {
        var seen = new List<int>();
        foreach (var actor in actors)
            seen.Add((await database.Get<CaseloadQueries>().CaseloadAsync(actor, null, default)).People);
        return seen;
    }
}
