using System.Net;
using CareCoord.Files;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.Shell;

/// <summary>People are sent to a portal only while what they hand in finds room.</summary>
public sealed class ReadinessTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(0, HttpStatusCode.ServiceUnavailable)]
    [InlineData(DiskSpace.LeastMegabytes - 1, HttpStatusCode.ServiceUnavailable)]
    [InlineData(DiskSpace.LeastMegabytes, HttpStatusCode.OK)]
    public async Task With_so_many_megabytes_left_it_is_ready_or_not(long megabytes, HttpStatusCode status)
    {
        await using var node = portal.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton(new DiskSpace(_ => megabytes * 1024 * 1024)))
        );
        var visitor = Portal.VisitorOf(node);

        Assert.Equal(status, (await visitor.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_is_not_ready()
    {
        await using var node = portal.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton(new DiskSpace(_ => throw new IOException("The disk is gone."))))
        );

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Portal.VisitorOf(node).GetAsync("/health/ready")).StatusCode);
    }
}
