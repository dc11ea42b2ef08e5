using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.AccessHistory;

/// <summary>Who can see my record, and who has.</summary>
public sealed class AccessHistoryQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private AccessHistoryQueries History => database.Get<AccessHistoryQueries>();

    [Fact]
    public async Task It_names_everyone_who_may_with_the_reason_the_parts_and_the_end()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter", Category.Plan | Category.Messages, Category.Messages);
        var until = database.Clock.GetUtcNow().AddDays(3);
        await database.AsOwnerAsync("update proxy_grants set ends_at = $2 where id = $1", cast.Grant, until);

        var view = await History.WhoCanSeeAsync(cast.Self, cast.Patient, null, default);

        Assert.Equal([Basis.Self, Basis.ProxyGrant, Basis.Caseload, Basis.CareTeam], view.May.Select(m => m.Basis));
        Assert.Equal(cast.Self.AccountId, view.AskedBy);
        Assert.Equal(("daughter", Category.Plan | Category.Messages, Category.Messages, until), Said(view.May[1]));
        Assert.Equal((null, Category.Everything, Category.Everything, null), Said(view.May[2]));
        Assert.Equal(
            ("nurse", Category.Everything & ~Category.AccessHistory, Category.Everything & ~Category.AccessHistory, null),
            Said(view.May[3])
        );
        Assert.Equal("Nurse of Walter", view.May[3].Name);
        Assert.Equal((cast.Provider.AccountId, cast.Member), (view.May[3].AccountId, view.May[3].BasisId));
    }

    [Fact]
    public async Task Who_has_ended_is_gone_and_who_begins_later_is_named_with_the_day()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var now = database.Clock.GetUtcNow();
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, now);
        var later = await world.AccountAsync("Later", Hat.Caregiver);
        await world.GrantAsync(cast.Patient, later, Category.Plan, since: now.AddDays(1));

        var may = (await History.WhoCanSeeAsync(cast.Self, cast.Patient, null, default)).May;

        Assert.DoesNotContain(may, m => m.AccountId == cast.Provider.AccountId);
        Assert.Equal(now.AddDays(1), Assert.Single(may, m => m.AccountId == later).From);
    }

    [Fact]
    public async Task It_says_who_did_what_as_whom_who_read_for_the_first_time_before_the_others_and_oneself_last()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var start = database.Clock.GetUtcNow();
        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Provider, cast.Patient, default);
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database
            .Get<TickActivity>()
            .RunAsync(cast.Caregiver, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), Done: true), default);
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        var view = await History.WhoCanSeeAsync(cast.Self, cast.Patient, null, default);

        Assert.Equal(
            [
                (start, "Nurse of Walter", Hat.Provider, false, "treatment-plan.read", AccessMark.FirstTime),
                (start.AddMinutes(1), "Caregiver of Walter", Hat.Caregiver, true, "activity.ticked", AccessMark.None),
                (start.AddMinutes(2), "Walter", Hat.Patient, false, "access-history.read", AccessMark.Own),
            ],
            view.Did.Items.Select(d => (d.Since, d.Name, d.Hat, d.ForPatient, d.Action, d.Mark))
        );
        Assert.Null(view.Did.Next);
    }

    [Fact]
    public async Task The_acts_on_another_record_do_not_show()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Denise");
        await database.Get<TreatmentPlanQueries>().PlanAsync(other.Self, other.Patient, default);

        var view = await History.WhoCanSeeAsync(cast.Self, cast.Patient, null, default);

        Assert.All(view.Did.Items, did => Assert.Equal(cast.Self.AccountId, did.AccountId));
        Assert.DoesNotContain(view.May, m => other.All.Any(o => o.AccountId == m.AccountId));
    }

    private static (string?, Category, Category, DateTimeOffset?) Said(WhoMay may) => (may.Detail, may.View, may.Manage, may.Until);
}
