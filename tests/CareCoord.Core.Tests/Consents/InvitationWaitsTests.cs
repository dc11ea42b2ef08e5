using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>An invitation that waits is sent again, a few times, or withdrawn.</summary>
public sealed class InvitationWaitsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly InvitationStage stage = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await Cast.PlayAsync(new World(database), database, "Rosa");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Sent_again_the_link_before_is_worth_nothing_and_the_72_hours_begin_anew()
    {
        var (person, email) = await stage.PersonAsync("Lucia");
        var first = await stage.InviteAsync(cast.Self, cast.Patient, email);
        database.Clock.Advance(TimeSpan.FromHours(100));

        await database.Get<SendInvitationAgain>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default);

        var second = await stage.TokenAsync(email);
        Assert.NotEqual(first, second);
        await Assert.ThrowsAsync<RuleBroken>(() => stage.AcceptAsync(person, first));
        database.Clock.Advance(TimeSpan.FromHours(71));
        await stage.AcceptAsync(person, second);
        Assert.Equal("2/0", await stage.SeesAsync(person with { Hat = Hat.Caregiver }, cast.Patient));
        await Assert.ThrowsAsync<RuleBroken>(async () =>
            await database.Get<SendInvitationAgain>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default)
        );
    }

    [Fact]
    public async Task An_invitation_is_sent_five_times_at_most()
    {
        var email = InvitationStage.NewEmail();
        await stage.InviteAsync(cast.Self, cast.Patient, email);
        var again = new InvitationSentAgain(cast.Patient, await stage.InvitationAsync(email));
        for (var i = 0; i < 4; i++)
            await database.Get<SendInvitationAgain>().RunAsync(cast.Self, again, default);

        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<SendInvitationAgain>().RunAsync(cast.Self, again, default));
    }

    [Fact]
    public async Task Withdrawn_its_mail_is_not_sent_and_its_link_opens_nothing()
    {
        var (person, email) = await stage.PersonAsync("Lucia");
        var token = await stage.InviteAsync(cast.Self, cast.Patient, email);
        var invitation = new InvitationWithdrawn(cast.Patient, await stage.InvitationAsync(email));

        await Assert.ThrowsAsync<NotFound>(() => database.Get<WithdrawInvitation>().RunAsync(cast.Provider, invitation, default));
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<WithdrawInvitation>().RunAsync(cast.Caregiver, invitation, default));
        await database.Get<WithdrawInvitation>().RunAsync(cast.Coordinator, invitation, default);

        Assert.Equal(
            "needless",
            await database.AsOwnerAsync<string>(
                "select outcome || coalesce(sealed_token, '') from outbox_mails where invitation_id = $1",
                invitation.InvitationId
            )
        );
        Assert.Null(await database.Get<GrantQueries>().InvitedAsync(person, token, default));
        await Assert.ThrowsAsync<RuleBroken>(() => stage.AcceptAsync(person, token));
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<WithdrawInvitation>().RunAsync(cast.Self, invitation, default));
        // Another patient's invitation is nobody's to withdraw.
        var other = await Cast.PlayAsync(new World(database), database, "Other");
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<WithdrawInvitation>().RunAsync(other.Self, invitation with { PatientId = other.Patient }, default)
        );
    }
}
