using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.OpenPages;
using CareCoord.Testing;
using CareCoord.Web.Notifications;
using CareCoord.Web.OpenPages;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace CareCoord.Web.Tests.OpenPages;

/// <summary>The live parts of an open page leave when what they show is no longer their reader's to see.</summary>
public sealed class EndedPartsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Asking = "select on patient_access";

    [Fact]
    public async Task What_could_not_be_asked_at_the_word_is_asked_again_without_another()
    {
        var cast = await Cast.PlayAsync(new World(database), database, "Rosa");
        var log = new KeptLog();
        using var logs = new SerilogLoggerFactory(new LoggerConfiguration().WriteTo.Sink(log).CreateLogger(), dispose: true);
        var hub = new ChangeHub(logs.CreateLogger<ChangeHub>());
        using var records = new OpenPageCircuit(
            new(new SignedInAs(cast.Caregiver)),
            database.Get<OpenPageQueries>(),
            hub,
            new(database.Clock),
            database.Clock
        );
        var hasLeft = false;
        await records.ShowAsync(
            new(cast.Patient, Category.Plan),
            () =>
            {
                hasLeft = true;
                return Task.CompletedTask;
            }
        );
        await database.AsOwnerAsync(
            "update proxy_grants set suspended_at = $2, suspended_by = $3 where id = $1",
            cast.Grant,
            database.Clock.GetUtcNow(),
            cast.Self.AccountId
        );

        await database.AsOwnerAsync($"revoke {Asking} from carecoord_app");
        hub.Changed(cast.Caregiver.AccountId);
        await Until.IsSoAsync(
            () => log.Lines.Any(line => line.Contains("could not take up", StringComparison.Ordinal)),
            "It was not asked."
        );
        Assert.False(hasLeft);
        await database.AsOwnerAsync($"grant {Asking} to carecoord_app");

        await Until.IsSoAsync(() => hasLeft, "The parts still show what has ended.");
        Assert.True(records.HaveEnded);
    }

    private sealed class SignedInAs(Actor actor) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult<AuthenticationState>(
                new(
                    Me.Principal(
                        new SignedIn(
                            Guid.CreateVersion7(),
                            actor.AccountId,
                            "Somebody",
                            actor.Hat,
                            [actor.Hat],
                            "UTC",
                            "en-US",
                            "stamp",
                            DateTimeOffset.UnixEpoch,
                            DateTimeOffset.UnixEpoch,
                            SignInWay.Password
                        ),
                        null,
                        null,
                        "test"
                    )
                )
            );
    }
}
