using CareCoord.Ops.Database;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

[Collection(OnThrowAwayCluster.Name)]
public sealed class ExternalServerTests(ThrowAwayCluster database) : IDisposable
{
    private readonly string folder = ThrowAwayCluster.NewFolder();

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_portal_never_sees_the_owners_connection_and_no_private_database_is_made()
    {
        using var run = await ServeRun.Begin(folder, FreePort.Choose(), Named()).ReadyAsync();

        var told = await run.GetAsync("/environment");
        Assert.Contains("carecoord_app", told);
        Assert.DoesNotContain("owner", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("SampleAccounts", told);
        Assert.Empty(Directory.GetFiles(folder, "sample-accounts.json"));
        Assert.DoesNotContain("Warning", run.Said);
        Assert.DoesNotContain("walter@", run.Said);
        Assert.Equal(0, await run.EndAsync());
        Assert.False(File.Exists(ClusterSecrets.PathIn(folder)));
        Assert.True(await database.Cluster.IsRunningAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_made_ready_is_sent_to_the_bootstrap_script()
    {
        await database.AsSuperuserAsync("create database not_ready owner carecoord_owner");
        var named = Named();
        named[ExternalDatabase.Owner] = database.Cluster.OwnerConnectionString("not_ready");

        using var run = ServeRun.Begin(folder, FreePort.Choose(), named);

        Assert.Equal(1, await run.EndedAsync());
        Assert.Contains("deploy/bootstrap.sql", run.Said);
    }

    [Theory]
    [InlineData("carecoord_owner")]
    [InlineData("carecoord_backup")]
    [InlineData("postgres")]
    public async Task A_portal_role_with_too_much_power_is_refused(string role)
    {
        var strong = role switch
        {
            "carecoord_owner" => database.Cluster.OwnerConnectionString(),
            "carecoord_backup" => database.Cluster.BackupConnectionString(),
            _ => database.Cluster.SuperuserConnectionString("carecoord"),
        };

        var refused = await Assert.ThrowsAsync<OpsRefused>(() =>
            ServerCheck.RequireReadyAsync(
                new ExternalDatabase(strong, database.Cluster.OwnerConnectionString(), ""),
                CancellationToken.None
            )
        );

        Assert.Contains("use carecoord_app there", refused.Message);
    }

    [Fact]
    public async Task A_log_that_would_hold_what_people_type_is_warned_about()
    {
        await database.AsSuperuserAsync("create database talkative owner carecoord_owner");
        await database.AsSuperuserAsync("alter database talkative set log_min_error_statement = 'error'");
        await database.AsSuperuserAsync("alter database talkative set log_parameter_max_length_on_error = 100");
        await database.AsSuperuserAsync("alter database talkative set log_statement = 'all'");

        var warnings = await ServerCheck.LogWarningsAsync(database.Cluster.AppConnectionString("talkative"), CancellationToken.None);

        Assert.Equal(3, warnings.Count);
        Assert.Contains(warnings, warning => warning.Contains("log_statement is all, and should be none"));
    }

    private Dictionary<string, string> Named() =>
        new()
        {
            [ExternalDatabase.App] = database.Cluster.AppConnectionString(),
            [ExternalDatabase.Owner] = database.Cluster.OwnerConnectionString(),
            [ExternalDatabase.Key] = database.Cluster.ActorKey,
        };
}
