using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>The link of an invitation, its one use, and everything that does not open it.</summary>
public sealed class AcceptInvitationTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateOnly Wrong = new(1955, 3, 5);
    private readonly InvitationStage stage = new(database);
    private Cast cast = null!;
    private Actor lucia = null!;
    private string email = null!;
    private string token = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await Cast.PlayAsync(new World(database), database, "Rosa");
        (lucia, email) = await stage.PersonAsync("Lucia");
        token = await stage.InviteAsync(cast.Self, cast.Patient, email, Category.Appointments | Category.Hiv);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Accepted_it_gives_what_was_chosen_and_the_hat_and_the_patient_is_told()
    {
        await stage.AcceptAsync(lucia, token);

        Assert.Equal(
            $"{(int)(Category.Appointments | Category.Hiv)}/0",
            await stage.SeesAsync(lucia with { Hat = Hat.Caregiver }, cast.Patient)
        );
        Assert.Null(await stage.SeesAsync(lucia, cast.Patient));
        Assert.True(
            await database.AsOwnerAsync<bool>(
                "select exists (select from account_hats where account_id = $1 and hat = 'caregiver')",
                lucia.AccountId
            )
        );
        Assert.Equal(["invitation_accepted"], await stage.ToldAsync(cast.Self.AccountId));
        var noted = (await database.NotedAsync(lucia.AccountId))[^1];
        Assert.Equal(("invitation.accepted", "proxy_grant"), (noted.Action, noted.SubjectKind));
        Assert.Equal([cast.Patient], noted.Patients);
        Assert.Equal(
            "given patient daughter-in-law",
            await database.AsOwnerAsync<string>(
                """
                select t.action || ' ' || t.hat || ' ' || g.relationship from proxy_grant_entries t join proxy_grants g on g.id = t.grant_id
                where g.caregiver_account_id = $1
                """,
                lucia.AccountId
            )
        );
    }

    [Fact]
    public async Task It_works_once()
    {
        await stage.AcceptAsync(lucia, token);

        await Assert.ThrowsAsync<RuleBroken>(() => stage.AcceptAsync(lucia, token));
        Assert.Equal(1, await GrantsAsync());
    }

    [Fact]
    public async Task Of_many_who_accept_at_once_one_does()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(lucia, token)));

        Assert.Single(accepted, sentence => sentence is null);
        Assert.Equal(1, await GrantsAsync());
        Assert.Equal(["invitation_accepted"], await stage.ToldAsync(cast.Self.AccountId));
    }

    [Fact]
    public async Task Accepting_and_withdrawing_at_once_leave_one_of_the_two()
    {
        var withdrawal = new InvitationWithdrawn(cast.Patient, await stage.InvitationAsync(email));
        var both = await Task.WhenAll(
            TryAsync(lucia, token),
            Task.Run(async () =>
            {
                try
                {
                    await database.Get<WithdrawInvitation>().RunAsync(cast.Self, withdrawal, default);
                    return null;
                }
                catch (RuleBroken rule)
                {
                    return rule.Message;
                }
            })
        );

        Assert.Single(both, sentence => sentence is null);
        Assert.Equal(both[0] is null ? 1 : 0, await GrantsAsync());
    }

    [Fact]
    public async Task Whoever_accepts_waits_for_the_audit_before_the_invitation()
    {
        var invitation = await stage.InvitationAsync(email);
        await using var withdrawing = await database.Get<ActorDbs>().OpenAsync(cast.Self, default);
        await withdrawing.AuditAsync(GrantAccess.Withdraw, [cast.Patient], "proxy_invitation", invitation, default);
        var accepting = await database.Get<ActorDbs>().OpenAsync(lucia, default);
        await Until.IsSoAsync(
            async () =>
            {
                if (await LaneAsync(accepting) == await LaneAsync(withdrawing))
                    return true;
                await accepting.DisposeAsync();
                accepting = await database.Get<ActorDbs>().OpenAsync(lucia, default);
                return false;
            },
            () => "The two never came into one lane."
        );

        var answer = accepting.AnswerAsync<string>(
            $"select answer as \"Value\" from app.accept_invitation({InvitationToken.Hash(token)}, {InvitationStage.BirthDate})",
            default
        );
        await database.SomebodyWaitsAsync(answer);
        Assert.True(
            await withdrawing.AnswerAsync<bool>($"select app.withdraw_invitation({cast.Patient}, {invitation}) as \"Value\"", default)
        );
        await withdrawing.CommitAsync(default);

        Assert.Equal("no", await answer);
        await accepting.DisposeAsync();

        static Task<int> LaneAsync(ActorDb db) => db.AnswerAsync<int>($"select hashint8(txid_current()) & 15 as \"Value\"", default);
    }

    [Fact]
    public async Task It_lasts_for_72_hours_and_not_a_moment_longer()
    {
        database.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await database.Get<GrantQueries>().InvitedAsync(lucia, token, default));
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Null(await database.Get<GrantQueries>().InvitedAsync(lucia, token, default));
        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, token));
    }

    [Fact]
    public async Task Every_refusal_is_the_same_sentence()
    {
        var stranger = (await stage.PersonAsync("Mallory")).Actor;
        Assert.Equal(InvitationText.NotUsable, await TryAsync(stranger, token));
        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, token, Wrong));
        foreach (
            var guess in new[]
            {
                "",
                "a",
                token + "A",
                token.ToUpperInvariant(),
                token[..^1],
                new string('A', 43),
                new string('x', 100_000),
                "'; select 1 --",
                "\0",
                null,
            }
        )
            Assert.Equal(InvitationText.NotUsable, await TryAsync((await stage.PersonAsync("Guesser")).Actor, guess!));
        Assert.Equal(InvitationText.NotUsable, await TryAsync(cast.Self, token));
        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia with { Hat = Hat.Preview }, token));
        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia with { Hat = Hat.Administrator }, token));

        Assert.Equal(0, await GrantsAsync());
        await stage.AcceptAsync(lucia, token);
    }

    [Fact]
    public async Task Five_wrong_dates_end_it_and_the_patient_is_told_once()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, token, Wrong));

        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, token));
        Assert.Equal(["invitation_stopped"], await stage.ToldAsync(cast.Self.AccountId));
        Assert.Equal(
            5,
            (await database.NotedAsync(lucia.AccountId)).Count(n =>
                n.Action == "invitation.wrong-date" && n.Patients.SequenceEqual([cast.Patient])
            )
        );
        Assert.Equal(0, await GrantsAsync());
        // It cannot be sent again: the patient makes a new one, if they mean it.
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<SendInvitationAgain>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default)
        );
        await stage.AcceptAsync(lucia, await stage.InviteAsync(cast.Self, cast.Patient, email));
    }

    [Fact]
    public async Task Many_wrong_dates_at_once_count_each()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(lucia, token, Wrong)));

        Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, token));
        Assert.Equal(["invitation_stopped"], await stage.ToldAsync(cast.Self.AccountId));
    }

    [Fact]
    public async Task Nobody_goes_on_guessing_ten_tries_in_15_minutes_are_all()
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(InvitationText.NotUsable, await TryAsync(lucia, "a guess"));

        Assert.Contains("again in 15 minutes", await TryAsync(lucia, token));
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        await stage.AcceptAsync(lucia, token);
    }

    [Fact]
    public async Task Whoever_sees_the_record_already_is_told_to_ask_for_a_change()
    {
        await new World(database).GrantAsync(cast.Patient, lucia.AccountId, Category.Plan);

        Assert.Equal(InvitationText.SeesAlready, await TryAsync(lucia, token));
    }

    [Fact]
    public async Task An_end_that_has_come_meanwhile_leaves_nothing_to_accept()
    {
        var (other, address) = await stage.PersonAsync("Late");
        var late = await stage.InviteAsync(cast.Self, cast.Patient, address, lastDay: new(2026, 11, 23));
        database.Clock.Set(new(2026, 11, 24, 6, 0, 0, TimeSpan.Zero));

        Assert.Equal(InvitationText.NotUsable, await TryAsync(other, late));
    }

    private async Task<Guid> OpenAsync(string link) =>
        (
            await database
                .Get<OpenInvitedAccount>()
                .RunAsync(Actor.Portal, new(link, "Lucia Reyes", "four words that nobody expects", "America/Chicago"), default)
        ).Id;

    private async Task<string?> TryAsync(Actor asker, string link, DateOnly? birthDate = null)
    {
        try
        {
            await stage.AcceptAsync(asker, link, birthDate);
            return null;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
    }

    private Task<long> GrantsAsync() =>
        database.AsOwnerAsync<long>(
            "select count(*) from proxy_grants where patient_id = $1 and caregiver_account_id = $2",
            cast.Patient,
            lucia.AccountId
        );
}
