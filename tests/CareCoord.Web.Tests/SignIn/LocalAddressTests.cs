using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>What a link brought along as the way on is an address of this portal, and one that the header of an answer can hold.</summary>
public sealed class LocalAddressTests(Portal portal) : IClassFixture<Portal>
{
    public static TheoryData<string, string> Given() =>
        new()
        {
            { "/", "/" },
            { "/plan?x=1#y", "/plan?x=1#y" },
            { "/plan?x=\u00e9", "/plan?x=%C3%A9" },
            { "/plan?x=\U0001F642", "/plan?x=%F0%9F%99%82" },
            { "/a b", "/a%20b" },
            { "/plan?x=%zz", "/plan?x=%zz" },
            { "/plan?x=%C3%A9", "/plan?x=%C3%A9" },
            { "/%", "/%" },
            { "/\u007f", "/" },
            { "/\u0085", "/" },
            { "/x\ny", "/" },
            { "//evil.example", "/" },
            { "/\\evil.example", "/" },
            { "evil.example", "/" },
            { "https://evil.example", "/" },
            { "", "/" },
            { "/\u2028", "/%E2%80%A8" },
            { "/\u202Ex", "/%E2%80%AEx" },
        };

    [Theory]
    [MemberData(nameof(Given))]
    public void It_is_written_in_letters_of_a_header_or_leads_home(string asked, string written) =>
        Assert.Equal(written, LocalAddress.Of(asked));

    [Fact]
    public void Half_a_letter_leads_home()
    {
        foreach (var asked in new[] { "/\ud800", "/x\udc00y", "/plan?x=\udc00\ud800" })
            Assert.Equal("/", LocalAddress.Of(asked));
    }

    [Fact]
    public void Whatever_is_asked_comes_out_as_a_header_of_this_portal() =>
        Seeds.Run(seed =>
        {
            var random = seed.Numbers();
            for (var i = 0; i < 20_000; i++)
            {
                var asked = "/" + string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letter(random)));

                var written = LocalAddress.Of(asked);

                Assert.True(written.All(letter => letter is > ' ' and <= '~'), asked);
                Assert.Equal("portal.example.org", new Uri(new Uri("https://portal.example.org/sign-in"), written).Host);
            }
        });

    [Fact]
    public async Task A_sign_in_and_its_second_step_lead_on_over_a_real_server()
    {
        await using var site = portal.WithWebHostBuilder(_ => { });
        site.UseKestrel(0);
        site.StartServer();
        const string Password = "four words on paper";
        var email = await SignInTests.AddAccountAsync(portal, "Way On", Password);
        var setsUp = Visitor(site);
        await setsUp.SignInAsync(email, Password);
        var (_, _, recovery) = await AuthenticatorApp.TurnOnAsync(setsUp, Password);
        var codes = new Queue<string>(recovery);

        foreach (var given in new[] { "/plan?x=\u00e9", "/a b", "/plan?x=%zz", "/\ud83d", "/plan?\u202E" })
        {
            var from = "?from=" + Uri.EscapeDataString(given);
            var visitor = Visitor(site);
            var alone = await visitor.SubmitAsync(
                "/sign-in",
                "/sign-in" + from,
                ("Input.Email", DemoPeople.All[0].Email),
                ("Input.Password", DemoPeople.Password)
            );
            Assert.Equal((given, HttpStatusCode.Redirect), (given, alone.StatusCode));

            var stepped = Visitor(site);
            var first = await stepped.SubmitAsync("/sign-in", "/sign-in" + from, ("Input.Email", email), ("Input.Password", Password));
            Assert.Equal((given, HttpStatusCode.Redirect), (given, first.StatusCode));
            var second = await stepped.SubmitAsync("/sign-in/second-step", "/sign-in/second-step" + from, ("Input.Code", codes.Dequeue()));
            Assert.Equal((given, HttpStatusCode.Redirect), (given, second.StatusCode));
            Assert.Equal(alone.Headers.Location, second.Headers.Location);
        }
    }

    private static Visitor Visitor(WebApplicationFactory<Program> site) =>
        new(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                BaseAddress = site.ClientOptions.BaseAddress,
            }
        );

    private static string Letter(Random random) =>
        random.Next(5) switch
        {
            0 => "/",
            1 => ((char)random.Next(0x20, 0x7F)).ToString(),
            2 => ((char)random.Next(0x10000)).ToString(),
            3 => "\\./:@%?# "[random.Next(9)].ToString(),
            _ => char.ConvertFromUtf32(random.Next(0x10000, 0x10FFFF)),
        };
}
