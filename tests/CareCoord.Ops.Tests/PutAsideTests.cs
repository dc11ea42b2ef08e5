using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

/// <summary>A data folder of an earlier version makes room, and loses nothing.</summary>
public sealed class PutAsideTests : IAsyncLifetime
{
    private readonly string folder = ThrowAwayCluster.NewFolder();
    private readonly List<LocalCluster> clusters = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var cluster in clusters)
            await cluster.DestroyAsync();
    }

    [Fact]
    public async Task An_earlier_database_is_refused_kindly_and_starts_as_before_under_its_other_name()
    {
        var earlier = await OpenAsync(folder);
        await earlier.StartAsync();
        await earlier.BootstrapAsync();
        await ThrowAwayCluster.AskAsync(
            earlier.OwnerConnectionString(),
            """
            create table "__EFMigrationsHistory" ("MigrationId" text primary key, "ProductVersion" text not null);
            insert into "__EFMigrationsHistory" values ('0001_accounts', '10.0.0'), ('0025_accepting_waits_for_the_audit', '10.0.0');
            create table kept as select 'Rosa' as name;
            """
        );
        await earlier.StopAsync();

        using (var refused = ServeRun.Begin(folder, FreePort.Choose()))
        {
            Assert.Equal(1, await refused.EndedAsync());
            Assert.Contains("made by an earlier CareCoord (it ends with 0025_accepting_waits_for_the_audit)", refused.Said);
            Assert.Contains("database put-aside", refused.Said);
            Assert.DoesNotContain(" at ", refused.Said[refused.Said.IndexOf("This database", StringComparison.Ordinal)..].Split('\n')[^1]);
        }

        var aside = await PutAside.RunAsync(folder, TimeProvider.System, default);
        clusters.Remove(earlier);

        Assert.StartsWith($"{folder}-until-", aside);
        var moved = await OpenAsync(aside);
        await moved.StartAsync();
        Assert.Equal("Rosa", await ThrowAwayCluster.AskAsync(moved.OwnerConnectionString(), "select name from kept"));
        Assert.False(Directory.Exists(folder));
        using var anew = await ServeRun.Begin(folder, FreePort.Choose()).ReadyAsync();
        Assert.Equal(0, await anew.EndAsync());
        await OpenAsync(folder);
    }

    [Fact]
    public async Task A_running_database_is_not_put_aside_and_neither_is_nothing()
    {
        Assert.StartsWith(
            "There is nothing in",
            (await Assert.ThrowsAsync<OpsRefused>(() => PutAside.RunAsync(folder, TimeProvider.System, default))).Message
        );
        await (await OpenAsync(folder)).StartAsync();

        var refused = await Assert.ThrowsAsync<OpsRefused>(() => PutAside.RunAsync(folder, TimeProvider.System, default));

        Assert.Contains("runs: stop it first", refused.Message);
        Assert.True(Directory.Exists(folder));
    }

    private async Task<LocalCluster> OpenAsync(string at)
    {
        var cluster = await LocalCluster.CreateAsync(at, (await LocalCluster.FindPostgres())!, fast: true);
        clusters.Add(cluster);
        return cluster;
    }
}
