using CareCoord.Accounts;
using CareCoord.Ops.Demo;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.Tests;

/// <summary>A sign-in that fails costs the same whether or not there is such an account: one check of a password.</summary>
public sealed class SameWorkTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Unknown_known_and_resting_accounts_cost_one_check_each()
    {
        var counted = new CountedChecks(new OptionsWrapper<PasswordHasherOptions>(new() { IterationCount = 210_000 }));
        await using var counting = portal.WithWebHostBuilder(web =>
            web.ConfigureTestServices(services => services.AddSingleton<IPasswordHasher<Account>>(counted))
        );
        var resting = await SignInTests.AddAccountAsync(portal, "Rest Ing", "four words on paper");
        await portal.Database.AsOwnerAsync("update accounts set lockout_end = now() + interval '10 minutes' where email = $1", resting);

        foreach (var email in new[] { "nobody@demo.carecoord.test", DemoPeople.All[0].Email, resting })
        {
            var visitor = new Visitor(
                counting.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false })
            );
            var before = counted.Checks;

            await visitor.TrySignInAsync(email, "not the password");

            Assert.Equal(1, counted.Checks - before);
        }
    }

    private sealed class CountedChecks(IOptions<PasswordHasherOptions> options) : PasswordHasher<Account>(options)
    {
        public int Checks { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
