using Npgsql;
using Polly;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>A private PostgreSQL cluster that belongs to one data folder and answers on this machine only.</summary>
public sealed class LocalCluster
{
    // A server that was killed a moment ago may still be recovering or shutting down.
    private static readonly ResiliencePipeline Recovering = new ResiliencePipelineBuilder()
        .AddRetry(
            new()
            {
                ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(fault =>
                    fault.SqlState != PostgresErrorCodes.InvalidPassword
                ),
                MaxRetryAttempts = 9,
                Delay = TimeSpan.FromMilliseconds(500),
            }
        )
        .Build();

    private readonly PostgresInstallation postgres;
    private readonly DatabaseUser user;
    private readonly bool fast;
    private readonly string home;
    private ClusterSecrets secrets;

    private LocalCluster(
        string dataFolder,
        string home,
        PostgresInstallation postgres,
        DatabaseUser user,
        ClusterSecrets secrets,
        bool fast
    )
    {
        DataFolder = dataFolder;
        this.home = home;
        this.postgres = postgres;
        this.user = user;
        this.secrets = secrets;
        this.fast = fast;
    }

    public string DataFolder { get; }

    /// <summary>PostgreSQL's own folder (PGDATA).</summary>
    public string ClusterFolder => ClusterHome.ClusterIn(home);

    public string LogPath => Path.Combine(home, "server.log");
    public int Port => secrets.Port;
    public string SuperuserPassword => secrets.SuperuserPassword;

    /// <summary>The key that signs who is asking, as 64 hexadecimal digits.</summary>
    public string ActorKey => secrets.ActorKey;

    public static Task<PostgresInstallation?> FindPostgres(CancellationToken cancellation = default) =>
        PostgresInstallation.FindAsync(cancellation: cancellation);

    /// <summary>Makes the data folder's cluster the first time, opens it afterwards; starts nothing.</summary>
    /// <param name="fast">Gives up safety against power loss for speed: throw-away test clusters only.</param>
    public static async Task<LocalCluster> CreateAsync(
        string dataFolder,
        PostgresInstallation postgres,
        bool fast = false,
        IProgress<string>? progress = null,
        CancellationToken cancellation = default
    )
    {
        dataFolder = Path.GetFullPath(dataFolder);
        LocalDatabase.DataFolder.Make(dataFolder);
        if (await OpenAsync(dataFolder, postgres, fast, cancellation) is { } made)
        {
            return made;
        }

        var user = await DatabaseUser.ForThisProcessAsync(cancellation);
        var home = await ClusterHome.ChooseAsync(dataFolder, user, cancellation);
        var secrets = ClusterSecrets.Load(dataFolder) ?? ClusterSecrets.New();
        secrets.Save(dataFolder);
        progress?.Report($"Making a private database in {home}");
        await MakeCluster.RunAsync(home, postgres, user, secrets.SuperuserPassword, fast, cancellation);
        return new LocalCluster(dataFolder, home, postgres, user, secrets, fast);
    }

    /// <summary>The data folder's cluster if it is made already.</summary>
    public static async Task<LocalCluster?> OpenAsync(
        string dataFolder,
        PostgresInstallation postgres,
        bool fast = false,
        CancellationToken cancellation = default
    )
    {
        dataFolder = Path.GetFullPath(dataFolder);
        var user = await DatabaseUser.ForThisProcessAsync(cancellation);
        var home = await ClusterHome.ChooseAsync(dataFolder, user, cancellation);
        if (!ClusterHome.IsMade(home))
        {
            return null;
        }

        var secrets =
            ClusterSecrets.Load(dataFolder)
            ?? throw new OpsRefused(
                $"The database in {home} has lost its passwords: put {ClusterSecrets.PathIn(dataFolder)} back, "
                    + "or move both folders away to begin anew."
            );
        var major = ClusterHome.MajorOf(home);
        if (postgres.Major != major)
        {
            postgres =
                await PostgresInstallation.FindAsync(major, cancellation)
                ?? throw new OpsRefused(
                    $"The database in {home} was made by PostgreSQL {major}, which is not on this machine any more: install it again."
                );
        }

        return new LocalCluster(dataFolder, home, postgres, user, secrets, fast);
    }

    public async Task<bool> IsRunningAsync() => await Postmaster.FindAsync(ClusterFolder) is not null;

    /// <summary>Starts the server, or takes over the one that an earlier run has left behind.</summary>
    /// <returns>False when it was running already.</returns>
    public async Task<bool> StartAsync(CancellationToken cancellation = default)
    {
        if (await Postmaster.FindAsync(ClusterFolder) is { } left)
        {
            Remember(left.Port);
            if (await AnswersAsync(cancellation))
            {
                return false;
            }

            await StopAsync(cancellation);
        }

        FreeSpace.Require(home, FreeSpace.ForStart);
        await Postmaster.ClearStaleFileAsync(ClusterFolder, cancellation);
        if (Port == 0 || !FreePort.IsFree(Port))
        {
            Remember(FreePort.Choose());
        }

        await user.WriteFileAsync(Path.Combine(ClusterFolder, ClusterSettings.FileName), ClusterSettings.For(Port, fast), cancellation);
        await new StartServer(postgres, user, ClusterFolder, LogPath).RunAsync(cancellation);

        // Nothing but a superuser has anything to do in the databases that come with a cluster.
        await using var source = NpgsqlDataSource.Create(SuperuserConnectionString());
        await using var command = source.CreateCommand(
            "revoke all on database postgres from public; revoke all on database template1 from public"
        );
        await command.ExecuteNonQueryAsync(cancellation);
        return true;
    }

    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (!await IsRunningAsync())
        {
            return;
        }

        foreach (var mode in (string[])["fast", "immediate"])
        {
            var stopped = await user.RunAsync(
                postgres.Program("pg_ctl"),
                ["stop", "-D", ClusterFolder, "-m", mode, "-w", "-t", "60"],
                cancellation: cancellation
            );
            if (stopped.Succeeded)
            {
                return;
            }
        }

        throw new OpsRefused($"The database in {ClusterFolder} does not stop; its log is {LogPath}.");
    }

    /// <summary>Stops a throw-away cluster and removes everything of it.</summary>
    public async Task DestroyAsync()
    {
        if (!fast)
        {
            throw new InvalidOperationException("Only a cluster that was opened as a throw-away one may be destroyed.");
        }

        await StopAsync();
        Directory.Delete(home, recursive: true);
        if (Directory.Exists(DataFolder))
        {
            Directory.Delete(DataFolder, recursive: true);
        }
    }

    /// <summary>Makes roles, database, extensions and the signing key by deploy/bootstrap.sql; harmless when repeated.</summary>
    public Task BootstrapAsync(string database = "carecoord", CancellationToken cancellation = default) =>
        Bootstrap.RunAsync(
            postgres.Program("psql"),
            SuperuserConnectionString(),
            new BootstrapValues(database, secrets.OwnerPassword, secrets.AppPassword, secrets.BackupPassword, secrets.ActorKey),
            cancellation
        );

    public string SuperuserConnectionString(string database = "postgres") =>
        ConnectionString(database, "postgres", secrets.SuperuserPassword, pooled: false);

    public string OwnerConnectionString(string database = "carecoord") =>
        ConnectionString(database, "carecoord_owner", secrets.OwnerPassword, pooled: true);

    public string AppConnectionString(string database = "carecoord") =>
        ConnectionString(database, "carecoord_app", secrets.AppPassword, pooled: true);

    public string BackupConnectionString(string database = "carecoord") =>
        ConnectionString(database, "carecoord_backup", secrets.BackupPassword, pooled: false);

    private string ConnectionString(string database, string role, string password, bool pooled) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = role,
            Password = password,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Enlist = false,
            Pooling = pooled,
            MaxPoolSize = 80,
        }.ConnectionString;

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await Recovering.ExecuteAsync(
                async cancel =>
                {
                    await using var connection = new NpgsqlConnection(SuperuserConnectionString());
                    await connection.OpenAsync(cancel);
                },
                cancellation
            );
            return true;
        }
        catch (PostgresException wrong) when (wrong.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new OpsRefused($"The database in {home} does not accept the passwords in {ClusterSecrets.PathIn(DataFolder)}.");
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private void Remember(int port)
    {
        if (secrets.Port != port)
        {
            secrets = secrets with { Port = port };
            secrets.Save(DataFolder);
        }
    }
}
