using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

public sealed class ServeTests : IAsyncLifetime
{
    private readonly string folder = ThrowAwayCluster.NewFolder();
    private readonly int port = FreePort.Choose();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (await ExistingAsync() is { } left)
        {
            await left.DestroyAsync();
        }
    }

    [Fact]
    public async Task Makes_serves_stops_and_starts_again_after_being_killed()
    {
        using (var first = await ServeRun.Begin(folder, port).ReadyAsync())
        {
            Assert.Contains("walter@demo.carecoord.test", first.Said);
            var told = await first.GetAsync("/environment");
            Assert.Contains("carecoord_app", told);
            Assert.DoesNotContain("carecoord_owner", told);
            Assert.Contains(
                "\"CareCoord__SampleAccounts\":\"" + Path.Combine(Path.GetFullPath(folder), "sample-accounts.json") + "\"",
                told
            );

            using var twice = ServeRun.Begin(folder, port);
            Assert.Equal(1, await twice.EndedAsync());
            Assert.Contains("in use by another carecoord", twice.Said);
            Assert.Equal("ready", await first.GetAsync("/health/ready"));

            await first.KillAsync();
            Assert.Equal("ready", await first.GetAsync("/health/ready"));
        }

        var keysInClear = Directory.CreateDirectory(Path.Combine(folder, "keys"));
        using (var second = await ServeRun.Begin(folder, port).ReadyAsync())
        {
            Assert.False(Directory.Exists(keysInClear.FullName));
            Assert.Equal(0, await second.EndAsync());
            Assert.EndsWith("Stopping the portal\nStopping the database", second.Said);
            await Assert.ThrowsAsync<HttpRequestException>(() => second.GetAsync("/health/ready"));
        }

        Assert.False(await (await ExistingAsync())!.IsRunningAsync());
    }

    [Fact]
    public async Task A_portal_that_dies_is_told_with_its_log_and_the_database_is_stopped()
    {
        using var run = await ServeRun.Begin(folder, port).ReadyAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => run.GetAsync("/die"));

        Assert.Equal(1, await run.EndedAsync());
        Assert.Contains("last words: The stand-in was told to die.", run.Said);
        Assert.Contains(Path.Combine(folder, "logs", "web.log"), run.Said);
        Assert.False(await (await ExistingAsync())!.IsRunningAsync());
    }

    private async Task<LocalCluster?> ExistingAsync() =>
        await LocalCluster.OpenAsync(folder, (await LocalCluster.FindPostgres())!, fast: true);
}
