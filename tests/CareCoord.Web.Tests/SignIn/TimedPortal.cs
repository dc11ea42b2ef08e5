using System.Net.Http.Json;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.SignIn;

/// <summary>Another process of the portal, in which time passes as a test says.</summary>
internal sealed class TimedPortal : IAsyncDisposable
{
    public const string Carla = "carla@demo.carecoord.test";

    /// <summary>Long after what is sure to come has come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly WebApplicationFactory<Program> site;

    public TimedPortal(Portal portal) =>
        site = portal.WithWebHostBuilder(web => web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock)));

    public TestClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public TestServer Server => site.Server;

    public async Task<Visitor> SignedInAsync(string email = Carla)
    {
        var visitor = Portal.VisitorOf(site);
        await visitor.SignInAsync(email, DemoPeople.Password);
        return visitor;
    }

    /// <summary>Somebody with a copy of these cookies.</summary>
    public Visitor Copy(Visitor of) => Portal.VisitorOf(site).With(of);

    /// <summary>The script says that somebody is there.</summary>
    public static Task<HttpResponseMessage> StayAsync(Visitor visitor) => PostAsync(visitor, "/live/stay");

    /// <summary>What the script posts.</summary>
    public static Task<HttpResponseMessage> PostAsync(Visitor visitor, string path) =>
        visitor.SendAsync(new(HttpMethod.Post, path) { Headers = { { "Origin", "http://localhost" } } });

    /// <summary>What is left of the sign-in.</summary>
    public static async Task<SignInLeft> LeftAsync(Visitor visitor) =>
        (await (await visitor.GetAsync("/live/session")).Content.ReadFromJsonAsync<SignInLeft>())!;

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
