using CareCoord.Web.Settings;
using CareCoord.Web.Shell;
using Microsoft.Extensions.Configuration;

namespace CareCoord.Web.Tests;

/// <summary>Where plain HTTP is allowed, and what cookies are called.</summary>
public sealed class PortalOriginTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", null, "carecoord-5080")]
    [InlineData("http://localhost:6001", null, "carecoord-6001")]
    [InlineData("http://[::1]:6001", null, "carecoord-6001")]
    [InlineData("https://portal.example.org:443", null, "__Host-carecoord")]
    [InlineData("https://0.0.0.0:443", "https://portal.example.org", "__Host-carecoord")]
    [InlineData("http://0.0.0.0:5080", "https://portal.example.org", "__Host-carecoord")]
    [InlineData("http://127.0.0.1:6001", "http://127.0.0.1:5080", "carecoord-5080")]
    public void Cookies_are_bound_to_the_host_under_tls_and_to_the_port_on_loopback(string urls, string? publicOrigin, string cookie) =>
        Assert.Equal(cookie, From(urls, publicOrigin)!.CookieName("carecoord"));

    [Theory]
    [InlineData("http://0.0.0.0:5080", null)]
    [InlineData("http://*:5080", null)]
    [InlineData("http://+:5080", null)]
    [InlineData("http://192.0.2.1:5080", null)]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081", null)]
    [InlineData("http://0.0.0.0:5080", "http://portal.example.org")]
    [InlineData("http://0.0.0.0:5080", "portal.example.org")]
    [InlineData("http://0.0.0.0:5080", "http://127.0.0.1:5080")]
    [InlineData("https://0.0.0.0:443", null)]
    public void Plain_http_to_other_machines_is_refused(string urls, string? publicOrigin) => Assert.Null(From(urls, publicOrigin));

    [Fact]
    public void In_a_container_the_port_that_is_published_on_loopback_counts() =>
        Assert.Equal(
            "carecoord-5080",
            PortalOrigin
                .From(
                    new SettingsReader(
                        new ConfigurationBuilder()
                            .AddInMemoryCollection(
                                new Dictionary<string, string?>
                                {
                                    ["URLS"] = "http://0.0.0.0:5080",
                                    ["CareCoord:PublicOrigin"] = "http://127.0.0.1:5080",
                                    ["DOTNET_RUNNING_IN_CONTAINER"] = "true",
                                }
                            )
                            .Build()
                    )
                )!
                .CookieName("carecoord")
        );

    [Fact]
    public void It_answers_only_to_its_own_names() =>
        Assert.Equal(
            "portal.example.org;127.0.0.1;localhost;[::1]",
            From("http://0.0.0.0:5080", "https://portal.example.org")!.AllowedHosts
        );

    private static PortalOrigin? From(string urls, string? publicOrigin) =>
        PortalOrigin.From(
            new SettingsReader(
                new ConfigurationBuilder()
                    .AddInMemoryCollection(new Dictionary<string, string?> { ["URLS"] = urls, ["CareCoord:PublicOrigin"] = publicOrigin })
                    .Build()
            )
        );
}
