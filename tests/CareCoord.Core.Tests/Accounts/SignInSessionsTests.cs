using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>A sign-in from its start to its end.</summary>
public sealed class SignInSessionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private SignInSessions Sessions => database.Get<SignInSessions>();

    [Fact]
    public async Task It_starts_under_the_first_hat_and_knows_ones_own_record()
    {
        var id = await world.AccountAsync("Nora", Hat.Provider, Hat.Patient);
        var patient = await world.PatientAsync("Nora", id);

        var (session, own) = await StartAsync(id);
        var who = await Sessions.CheckAsync(session, default);

        Assert.Equal(patient, own);
        Assert.Equal(
            (id, "Nora", Hat.Patient, "stamp", database.Clock.GetUtcNow()),
            (who!.AccountId, who.Name, who.Hat, who.SecurityStamp, who.StartedAt)
        );
        Assert.Equal([Hat.Patient, Hat.Provider], who.Hats);
        var entry = Assert.Single(await database.NotedAsync(id));
        Assert.Equal(("account.signed-in", "patient", "account", id), (entry.Action, entry.Hat, entry.SubjectKind, entry.SubjectId));
    }

    [Fact]
    public async Task Somebody_who_only_works_here_has_no_record_of_their_own()
    {
        var (_, own) = await StartAsync(await world.AccountAsync("Carla", Hat.Coordinator));

        Assert.Null(own);
    }

    [Fact]
    public async Task An_account_without_a_hat_is_told_what_to_do()
    {
        var id = await world.AccountAsync("Nobody");

        await Assert.ThrowsAsync<RuleBroken>(() => StartAsync(id));

        Assert.Empty(await database.NotedAsync(id));
    }

    [Fact]
    public async Task It_ends_by_itself_after_twelve_hours()
    {
        var (session, _) = await StartAsync(await world.AccountAsync("Walter", Hat.Patient));

        var end = database.Clock.GetUtcNow() + SignInSessions.Longest;
        for (; database.Clock.GetUtcNow() < end - SignInSessions.Idle; database.Clock.Advance(TimeSpan.FromMinutes(29)))
            await ThereAsync(session);
        await ThereAsync(session);
        database.Clock.Set(end - TimeSpan.FromSeconds(1));
        await ThereAsync(session);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Sessions.CheckAsync(session, default));
        Assert.Equal(SignInEnd.Longest, await Sessions.WhyEndedAsync(session, default));
    }

    [Fact]
    public async Task It_ends_by_itself_when_nobody_is_there_for_half_an_hour_and_does_not_begin_again()
    {
        var (session, _) = await StartAsync(await world.AccountAsync("Walter", Hat.Patient));
        database.Clock.Advance(SignInSessions.Idle - TimeSpan.FromSeconds(1));
        var who = (await Sessions.CheckAsync(session, default))!;
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await Sessions.CheckAsync(session, default));
        await Sessions.SeenAsync(who, default);

        Assert.Null(await Sessions.CheckAsync(session, default));
        Assert.Equal(SignInEnd.Idle, await Sessions.WhyEndedAsync(session, default));
        // The first reason counts.
        database.Clock.Advance(SignInSessions.Longest);
        Assert.Equal(SignInEnd.Idle, await Sessions.WhyEndedAsync(session, default));
    }

    [Fact]
    public async Task It_goes_on_while_somebody_is_there_which_is_written_once_a_minute()
    {
        var (session, _) = await StartAsync(await world.AccountAsync("Walter", Hat.Patient));
        var start = database.Clock.GetUtcNow();
        database.Clock.Advance(TimeSpan.FromSeconds(59));
        await ThereAsync(session);
        Assert.Equal(start, (await Sessions.CheckAsync(session, default))!.SeenAt);
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        await ThereAsync(session);
        Assert.Equal(database.Clock.GetUtcNow(), (await Sessions.CheckAsync(session, default))!.SeenAt);

        database.Clock.Advance(TimeSpan.FromMinutes(29));
        await ThereAsync(session);
        database.Clock.Advance(TimeSpan.FromMinutes(29));

        var who = (await Sessions.CheckAsync(session, default))!;
        Assert.Equal(TimeSpan.FromMinutes(1), who.IdleLeft(database.Clock.GetUtcNow()));
        Assert.Equal(start + SignInSessions.Longest - database.Clock.GetUtcNow(), who.LongestLeft(database.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Many_are_checked_at_once()
    {
        var (lasts, _) = await StartAsync(await world.AccountAsync("Walter", Hat.Patient));
        var (over, _) = await StartAsync(await world.AccountAsync("Rosa", Hat.Patient));
        await Sessions.EndAsync((await Sessions.CheckAsync(over, default))!, null, default);

        Assert.Equal(SignInEnd.Ended, await Sessions.WhyEndedAsync(over, default));
        Assert.Equal([lasts], (await Sessions.CheckAsync([over, lasts, Guid.CreateVersion7()], default)).Select(who => who.SessionId));
    }

    [Fact]
    public async Task It_goes_on_while_the_account_rests_for_wrong_passwords_are_anybodys()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        var (session, _) = await StartAsync(id);

        await database.AsOwnerAsync("update accounts set lockout_end = $2 where id = $1", id, database.Clock.GetUtcNow().AddMinutes(1));

        Assert.NotNull(await Sessions.CheckAsync(session, default));
    }

    [Fact]
    public async Task Another_hat_is_put_on_and_one_that_is_not_ones_own_is_not_there()
    {
        var id = await world.AccountAsync("Nora", Hat.Provider, Hat.Caregiver);
        var (session, _) = await StartAsync(id);
        var who = (await Sessions.CheckAsync(session, default))!;

        await Assert.ThrowsAsync<NotFound>(() => Sessions.WearAsync(who, Hat.Administrator, null, default));
        Assert.Equal(Hat.Caregiver, (await Sessions.CheckAsync(session, default))!.Hat);
        await Sessions.WearAsync(who, Hat.Provider, null, default);

        Assert.Equal(Hat.Provider, (await Sessions.CheckAsync(session, default))!.Hat);
        Assert.Single(await database.NotedAsync(id), e => e is { Action: "account.hat-changed", Hat: "provider" });
    }

    [Fact]
    public async Task A_hat_that_was_taken_away_ends_the_sign_in_under_it()
    {
        var id = await world.AccountAsync("Nora", Hat.Provider, Hat.Caregiver);
        var (session, _) = await StartAsync(id);

        await database.AsOwnerAsync("delete from account_hats where account_id = $1 and hat = 'caregiver'", id);

        Assert.Null(await Sessions.CheckAsync(session, default));
    }

    [Fact]
    public async Task Signing_out_ends_this_one_for_good()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        var (session, _) = await StartAsync(id);
        var (other, _) = await StartAsync(id);
        var who = (await Sessions.CheckAsync(session, default))!;

        await Sessions.EndAsync(who, null, default);
        await Sessions.WearAsync(who, Hat.Patient, null, default);

        Assert.Null(await Sessions.CheckAsync(session, default));
        Assert.NotNull(await Sessions.CheckAsync(other, default));
        Assert.Single(await database.NotedAsync(id), e => e.Action == "account.signed-out");
    }

    [Fact]
    public async Task Ending_all_of_an_account_leaves_everybody_elses()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);
        var (mine, _) = await StartAsync(id);
        var (phone, _) = await StartAsync(id);
        var (denise, _) = await StartAsync(await world.AccountAsync("Denise", Hat.Patient));

        await using (var db = await database.Get<ActorDbs>().OpenAsync(new(id, Hat.Patient), default))
        {
            await Sessions.EndAllAsync(db, default);
            await db.CommitAsync(default);
        }

        Assert.Null(await Sessions.CheckAsync(mine, default));
        Assert.Null(await Sessions.CheckAsync(phone, default));
        Assert.NotNull(await Sessions.CheckAsync(denise, default));
    }

    [Fact]
    public async Task The_one_that_a_browser_had_before_ends_with_its_own_entry_in_the_go_of_the_next()
    {
        var (walter, denise) = (await world.AccountAsync("Walter", Hat.Patient), await world.AccountAsync("Denise", Hat.Patient));
        var former = await StartAsync(walter);
        var actor = new Actor(walter, Hat.Patient) { From = new(former.SessionId, SignInWay.Password, null) };

        foreach (var commits in new[] { false, true, true })
        {
            await using var db = await database.Get<ActorDbs>().OpenAsync(Actor.Portal, default);
            await Sessions.EndFormerAsync(db, actor, default);
            await Sessions.StartAsync(db, denise, SignInWay.Password, null, default);
            if (commits)
                await db.CommitAsync(default);
            Assert.Equal(commits, await Sessions.CheckAsync(former.SessionId, default) is null);
        }

        Assert.Single(await database.NotedAsync(walter), e => e.Action == "account.signed-out" && e.Session == former.SessionId);
        Assert.Equal(2, (await database.NotedAsync(denise)).Count(e => e.Action == "account.signed-in"));
    }

    [Fact]
    public async Task A_refused_sign_in_is_kept_by_the_portal_with_and_without_an_account()
    {
        var id = await world.AccountAsync("Walter", Hat.Patient);

        await Sessions.RefusedAsync(id, null, default);
        await Sessions.RefusedAsync(null, null, default);

        var kept = (await database.NotedAsync(Actor.Portal.AccountId)).Where(e => e.Action == "account.sign-in-refused").ToList();
        Assert.Equal([id, null], kept.Select(e => e.SubjectId).OrderByDescending(s => s is not null));
        Assert.All(kept, e => Assert.Equal("system", e.Hat));
    }

    [Fact]
    public async Task An_unknown_one_is_none() => Assert.Null(await Sessions.CheckAsync(Guid.CreateVersion7(), default));

    private async Task ThereAsync(Guid session) => await Sessions.SeenAsync((await Sessions.CheckAsync(session, default))!, default);

    private Task<SignInStarted> StartAsync(Guid account) => Sessions.StartAsync(account, SignInWay.Password, null, default);
}
