using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTeams;

/// <summary>The team as each sees it, and who could join it.</summary>
public sealed class CareTeamQueriesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_names_who_is_on_the_team_was_and_will_be_and_is_audited()
    {
        var now = database.Clock.GetUtcNow();
        var (gone, coming) = (await world.AccountAsync("Gone", Hat.Provider), await world.AccountAsync("Coming", Hat.Provider));
        await world.JoinTeamAsync(cast.Patient, gone, await world.ProviderAsync(gone), until: now);
        await world.JoinTeamAsync(cast.Patient, coming, await world.ProviderAsync(coming), since: now.AddMinutes(1));
        await world.JoinTeamAsync(cast.Patient, cast.Coordinator.AccountId, null, "coordinator");
        await database.AsOwnerAsync(
            "update accounts set phone_number = '(312) 555-0100', best_way_to_reach = 'Call early' where id = $1",
            cast.Coordinator.AccountId
        );

        var team = await TeamAsync(cast.Self);

        Assert.Equal(["Coordinator of Walter", "Nurse of Walter"], team.Now.Select(m => m.Name));
        Assert.Equal("Gone", Assert.Single(team.Before).Name);
        Assert.Equal("Coming", Assert.Single(team.Later).Name);
        Assert.Equal(("(312) 555-0100", "Call early"), (team.Coordinator!.Phone, team.Coordinator.BestWayToReach));
        Assert.Contains(
            await database.NotedAsync(cast.Self.AccountId),
            n => n.Action == "care-team.read" && n.Patients.SequenceEqual([cast.Patient])
        );
    }

    [Theory]
    [InlineData(Hat.Patient, true, false)]
    [InlineData(Hat.Coordinator, true, true)]
    [InlineData(Hat.Provider, false, false)]
    public async Task What_a_caregivers_grant_gives_is_shown_to_those_who_may_see_the_access_history(Hat hat, bool shown, bool mayChange)
    {
        await world.JoinTeamAsync(cast.Patient, cast.Caregiver.AccountId, null, "caregiver");

        var team = await TeamAsync(cast.All.Single(a => a.Hat == hat));

        Assert.Equal(mayChange, team.MayChange);
        Assert.Equal(shown ? Category.Everything & ~Category.Labels : null, team.Now.Single(m => m.Role == TeamRole.Caregiver).Sees?.View);
    }

    [Fact]
    public async Task A_caregiver_whose_grant_has_ended_leaves_the_team_with_it_and_sees_nothing()
    {
        await world.JoinTeamAsync(cast.Patient, cast.Caregiver.AccountId, null, "caregiver");
        await database.AsOwnerAsync("update proxy_grants set ends_at = $2 where id = $1", cast.Grant, database.Clock.GetUtcNow());

        var team = await TeamAsync(cast.Self);
        Assert.DoesNotContain(team.Now, m => m.Role == TeamRole.Caregiver);
        Assert.Null(team.Before.Single(m => m.Role == TeamRole.Caregiver).Sees);
        await Assert.ThrowsAsync<NotFound>(() => TeamAsync(cast.Caregiver));
    }

    [Fact]
    public async Task The_directory_is_searched_by_name_discipline_and_clinic()
    {
        var mia = await world.AccountAsync("Mia Chen_Q", Hat.Provider);
        await world.ProviderAsync(mia, "nutritionist");

        foreach (
            var search in new StaffSearch[]
            {
                new("chen_q", null, null),
                new("MIA CHEN", TeamRole.Nutritionist, "west"),
                new(null, TeamRole.Nutritionist, " Riverside "),
            }
        )
            Assert.Contains(
                (await SearchAsync(search)).Staff,
                c => c.AccountId == mia && !c.OnTheTeam && c.Roles[0] == TeamRole.Nutritionist
            );
        foreach (
            var search in new StaffSearch[]
            {
                new("chen%q", null, null),
                new(null, TeamRole.Nurse, null),
                new("Mia", null, "Harbor"),
                new("Mia", TeamRole.Coordinator, null),
            }
        )
            Assert.DoesNotContain((await SearchAsync(search)).Staff, c => c.AccountId == mia);
        Assert.Contains(
            (await SearchAsync(new("Nurse of Walter", null, null))).Staff,
            c => c.AccountId == cast.Provider.AccountId && c.OnTheTeam
        );
        Assert.Equal(
            [TeamRole.Coordinator],
            Assert
                .Single(
                    (await SearchAsync(new("Coordinator of Walter", TeamRole.Coordinator, null))).Staff,
                    c => c.AccountId == cast.Coordinator.AccountId
                )
                .Roles
        );
    }

    [Fact]
    public async Task Whom_the_patient_lets_see_the_record_is_offered_and_nobody_elses_caregiver()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");

        var offered = Assert.Single((await SearchAsync(new(null, null, null))).Caregivers);

        Assert.Equal((cast.Caregiver.AccountId, TeamRole.Caregiver), (offered.AccountId, Assert.Single(offered.Roles)));
        var one = await database.Get<CandidateQueries>().CandidateAsync(cast.Coordinator, cast.Patient, cast.Caregiver.AccountId, default);
        Assert.Equal("Caregiver of Walter", one.Candidate.Name);
        foreach (var stranger in new[] { other.Caregiver.AccountId, other.Self.AccountId, cast.Self.AccountId, Guid.CreateVersion7() })
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<CandidateQueries>().CandidateAsync(cast.Coordinator, cast.Patient, stranger, default)
            );
    }

    [Fact]
    public async Task Nobody_but_the_coordinator_searches_for_members()
    {
        foreach (var actor in new[] { cast.Self, cast.Caregiver, cast.Provider })
        {
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<CandidateQueries>().CandidatesAsync(actor, cast.Patient, new(null, null, null), default)
            );
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<CandidateQueries>().CandidateAsync(actor, cast.Patient, cast.Provider.AccountId, default)
            );
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("%' or 1=1 --")]
    [InlineData("\u202E<script>")]
    [InlineData("\uD800")]
    public async Task What_somebody_types_into_the_search_is_only_searched_for(string typed)
    {
        await SearchAsync(new(typed, null, typed));
        await SearchAsync(new(string.Concat(Enumerable.Repeat(typed, 3000)), (TeamRole)99, typed));
    }

    private Task<CareTeamView> TeamAsync(Actor asker) => database.Get<CareTeamQueries>().TeamAsync(asker, cast.Patient, default);

    private Task<CandidatesView> SearchAsync(StaffSearch search) =>
        database.Get<CandidateQueries>().CandidatesAsync(cast.Coordinator, cast.Patient, search, default);
}
