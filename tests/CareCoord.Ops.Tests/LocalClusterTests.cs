using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

public sealed class LocalClusterTests : IAsyncLifetime
{
    private LocalCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await ThrowAwayCluster.NewAsync();

    public Task DisposeAsync() => cluster.DestroyAsync();

    [Fact]
    public async Task A_restart_keeps_the_data_and_recovers_from_a_stale_pid_file()
    {
        Assert.True(await cluster.StartAsync());
        await cluster.BootstrapAsync();
        await ThrowAwayCluster.AskAsync(cluster.OwnerConnectionString(), "create table app.kept (id int)");
        await cluster.StopAsync();

        // The number in the file belongs to a living process by now, one that is not PostgreSQL.
        await File.WriteAllTextAsync(Postmaster.FileIn(cluster.ClusterFolder), $"{Environment.ProcessId}\n/elsewhere\n0\n{cluster.Port}\n");

        Assert.False(await cluster.IsRunningAsync());
        Assert.True(await cluster.StartAsync());
        Assert.Equal(0L, await ThrowAwayCluster.AskAsync(cluster.OwnerConnectionString(), "select count(*) from app.kept"));
    }

    [Fact]
    public async Task A_server_left_running_is_taken_over()
    {
        await cluster.StartAsync();
        var again = await LocalCluster.CreateAsync(cluster.DataFolder, (await LocalCluster.FindPostgres())!, fast: true);

        Assert.False(await again.StartAsync());
        Assert.Equal(cluster.Port, again.Port);
        Assert.Equal(1, await ThrowAwayCluster.AskAsync(again.SuperuserConnectionString(), "select 1"));
    }

    [Fact]
    public async Task A_server_that_was_killed_starts_again()
    {
        await cluster.StartAsync();
        using (var server = Process.GetProcessById((await Postmaster.FindAsync(cluster.ClusterFolder))!.ProcessId))
        {
            server.Kill();
        }

        Assert.True(await cluster.StartAsync());
    }

    [Fact]
    public async Task A_port_that_somebody_else_took_is_given_up()
    {
        await cluster.StartAsync();
        var port = cluster.Port;
        await cluster.StopAsync();
        using var somebody = new TcpListener(IPAddress.Loopback, port);
        somebody.Start();

        await cluster.StartAsync();

        Assert.NotEqual(port, cluster.Port);
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_and_where_its_log_is()
    {
        await File.AppendAllTextAsync(Path.Combine(cluster.ClusterFolder, "postgresql.conf"), "\nnonsense = 1\n");

        var refused = await Assert.ThrowsAsync<OpsRefused>(() => cluster.StartAsync());

        Assert.StartsWith("The database did not start: ", refused.Message);
        Assert.Contains("contains errors", refused.Message);
        Assert.EndsWith($"Its log is {cluster.LogPath}.", refused.Message);
    }

    [Fact]
    public async Task Lost_passwords_are_named_and_nothing_is_made_over_the_data()
    {
        File.Delete(ClusterSecrets.PathIn(cluster.DataFolder));

        var refused = await Assert.ThrowsAsync<OpsRefused>(async () =>
            await LocalCluster.CreateAsync(cluster.DataFolder, (await LocalCluster.FindPostgres())!, fast: true)
        );

        Assert.Contains("has lost its passwords", refused.Message);
    }

    [Fact]
    public void Only_its_owner_reads_the_passwords() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ClusterSecrets.PathIn(cluster.DataFolder)));
}
