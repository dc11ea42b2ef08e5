using CareCoord.Web.Settings;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CareCoord.Web.Tests.Settings;

/// <summary>The portal listens where its settings say, and nowhere else.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly RightSettings right = new();

    public void Dispose() => right.Dispose();

    [Theory]
    [InlineData("HTTP_PORTS", "5089")]
    [InlineData("HTTPS_PORTS", "5089")]
    public void A_port_alone_which_others_would_reach_is_not_listened_on(string key, string port)
    {
        right.Values[key] = port;

        var (builder, _) = SettingsAtStart.Read(Arguments())!.Value;

        Assert.Equal(PortalOrigin.Default, builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey));
    }

    [Fact]
    public void An_address_that_is_written_into_the_file_while_the_portal_runs_is_not_opened()
    {
        var (builder, _) = SettingsAtStart.Read(Arguments())!.Value;
        using var app = builder.Build();

        var loader = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.ConfigurationLoader!;

        var reloads = loader
            .GetType()
            .GetProperty("ReloadOnChange", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic);
        Assert.Equal(false, reloads!.GetValue(loader));
    }

    [Theory]
    [InlineData("http://somebody@127.0.0.1:5080")]
    [InlineData("http://0.0.0.0:80@127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/care")]
    [InlineData("http://unix:/run/portal.sock")]
    [InlineData("http://localhost.:5080")]
    [InlineData("http://127.0.0.1.example.org:5080")]
    [InlineData("http://0:5080")]
    [InlineData("http://[::]:5080")]
    public void An_address_that_the_server_may_read_otherwise_is_refused(string url)
    {
        right.Values["URLS"] = url;

        Assert.Null(SettingsAtStart.Read(Arguments()));
    }

    private string[] Arguments() => [.. right.Values.Select(one => $"--{one.Key}={one.Value}")];
}
