using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>Somebody without an account makes one by the link of an invitation, and by nothing else.</summary>
public sealed class InvitedAccountTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
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
    public async Task Somebody_without_an_account_makes_one_by_the_link_and_sees_nobody_until_they_accept()
    {
        var address = InvitationStage.NewEmail();
        var link = await stage.InviteAsync(cast.Self, cast.Patient, address);
        Assert.Equal(
            new("Rosa", "Lucia Reyes", address, false, false),
            await database.Get<GrantQueries>().InvitedAsync(Actor.Portal, link, default)
        );

        var account = await OpenAsync(link);

        var actor = new Actor(account, Hat.Caregiver);
        Assert.Equal(
            $"{address} true true caregiver",
            await database.AsOwnerAsync<string>(
                """
                select a.email || ' ' || a.email_confirmed || ' ' || a.has_long_password || ' ' || h.hat from accounts a
                join account_hats h on h.account_id = a.id where a.id = $1
                """,
                account
            )
        );
        Assert.Null(await stage.SeesAsync(actor, cast.Patient));
        Assert.Contains("address already", (await Assert.ThrowsAsync<RuleBroken>(() => OpenAsync(link))).Message);
        await stage.AcceptAsync(actor, link);
        Assert.Equal("2/0", await stage.SeesAsync(actor, cast.Patient));
    }

    [Theory]
    [InlineData("", "four words that nobody expects", "America/Chicago")]
    [InlineData("Lu\0cia", "four words that nobody expects", "America/Chicago")]
    [InlineData("Lucia", "short", "America/Chicago")]
    [InlineData("Lucia", "passwordpassword", "America/Chicago")]
    [InlineData("Lucia", null, "America/Chicago")]
    [InlineData("Lucia", "four words that nobody expects", "Mars/Olympus")]
    [InlineData("Lucia", "four words that nobody expects", "../../etc/passwd")]
    [InlineData("Lucia", "four words that nobody expects", null)]
    public async Task A_hostile_or_weak_account_is_refused(string name, string? password, string? zone)
    {
        var address = InvitationStage.NewEmail();
        var link = await stage.InviteAsync(cast.Self, cast.Patient, address);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<OpenInvitedAccount>().RunAsync(Actor.Portal, new(link, name, password, zone), default)
        );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from accounts where email = $1", address));
    }

    [Fact]
    public async Task No_account_is_made_without_an_open_invitation()
    {
        await database.Get<WithdrawInvitation>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default);

        await Assert.ThrowsAsync<RuleBroken>(() => OpenAsync(token));
        await Assert.ThrowsAsync<RuleBroken>(() => OpenAsync("a guess"));
        await Assert.ThrowsAsync<NotFound>(() =>
            database
                .Get<OpenInvitedAccount>()
                .RunAsync(lucia, new(token, "Lucia", "four words that nobody expects", "America/Chicago"), default)
        );
        Assert.Equal(
            "no",
            await database.AsAppAsync<string>(
                Actor.Portal,
                "select app.open_invited_account(sha256('x'), $1, 'Lucia', 'Etc/UTC', 'en-US', 'hash', 'stamp')",
                Guid.CreateVersion7()
            )
        );
    }

    private async Task<Guid> OpenAsync(string link) =>
        (
            await database
                .Get<OpenInvitedAccount>()
                .RunAsync(Actor.Portal, new(link, "Lucia Reyes", "four words that nobody expects", "America/Chicago"), default)
        ).Id;
}
