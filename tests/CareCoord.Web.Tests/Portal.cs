using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace CareCoord.Web.Tests;

/// <summary>The real portal on a demo database of its own, reached over HTTP; what it logs is kept for tests to read.</summary>
public sealed class Portal : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>The portal's data folder, where the documents of its database lie.</summary>
    public string Folder => Database.Folder;

    public DemoDatabase Database { get; } = new();

    internal KeptLog Log { get; } = new();

    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public Task InitializeAsync() => Database.InitializeAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A browser without script: it keeps cookies and follows nothing by itself.</summary>
    public Visitor Visitor() =>
        new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }));

    /// <summary>Another portal process on the same database, as on another node.</summary>
    public WebApplicationFactory<Program> Another() => WithWebHostBuilder(_ => { });

    /// <summary>A browser at another portal process.</summary>
    public static Visitor VisitorOf(WebApplicationFactory<Program> other) =>
        new(other.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false }));

    /// <summary>The same, signed in with the demo password.</summary>
    public async Task<Visitor> VisitorAsync(string email)
    {
        var visitor = Visitor();
        await visitor.SignInAsync(email, DemoPeople.Password);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:CareCoord", Database.AppConnectionString);
        builder.UseSetting("CareCoord:ActorKey", Database.ActorKey);
        builder.UseSetting("CareCoord:SampleAccounts", DemoPeople.WriteTo(Folder));
        builder.UseSetting("CareCoord:DataFolder", Folder);
        builder.UseSetting("CareCoord:DocumentKeyFile", KeyFile.In(Folder));
        builder.ConfigureServices(services => services.AddSingleton<ILogEventSink>(Log));
    }
}
