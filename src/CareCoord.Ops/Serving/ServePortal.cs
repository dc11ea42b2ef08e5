using CareCoord.Ops.Audit;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.Serving;

/// <summary>Runs the whole portal until it is asked to stop: database, schema, demo network and web process.</summary>
public sealed class ServePortal(Voice voice, string dataFolder, string? webOption)
{
    private const string DemoVariable = "CARECOORD_DEMO";
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(120);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await RunOnceAsync(stop);
        }
        catch (EarlierSchema earlier) when (voice.HearsAnswers && ExternalDatabase.From(Environment.GetEnvironmentVariable) is null)
        {
            voice.Warn(earlier.Message);
            if (!voice.Confirm("Put it aside now, and begin anew?"))
                throw;
            voice.Report($"What was in {dataFolder} is in {await PutAside.RunAsync(dataFolder, TimeProvider.System, stop)} from now on");
            await RunOnceAsync(stop);
        }
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        var dll = PortalFiles.Find(webOption);
        var urls = Environment.GetEnvironmentVariable(PortalAddress.Variable);
        var address = PortalAddress.Parse(urls);
        var external = ExternalDatabase.From(Environment.GetEnvironmentVariable);
        var asksForDemo = AsksForDemo(Environment.GetEnvironmentVariable(DemoVariable));

        using var hold = DataFolder.Hold(dataFolder);
        await WebProcess.EndLeftOverAsync(dll, dataFolder);
        DataFolder.DropKeysInClear(dataFolder);
        address.RequireFree();

        LocalCluster? cluster = null;
        try
        {
            if (external is null)
            {
                cluster = await OpenLocalDatabase.OpenAsync(dataFolder, fast: false, voice, stop);
            }

            await ServeAsync(dll, address, external, cluster, asksForDemo, stop);
        }
        finally
        {
            if (cluster is not null && await cluster.IsRunningAsync())
            {
                voice.Report("Stopping the database");
                await cluster.StopAsync(CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(
        string dll,
        PortalAddress address,
        ExternalDatabase? external,
        LocalCluster? cluster,
        bool asksForDemo,
        CancellationToken stop
    )
    {
        var database = external is null ? await OwnAsync(cluster!, stop) : await CheckedAsync(external, stop);

        voice.Report("Bringing the schema up to date");
        await Schema.MigrateAsync(database.OwnerConnectionString, voice, stop);
        // The demo's password is known to everybody: it is for this machine only, unless somebody asks for it.
        var demo =
            (external is null && address.IsLoopback && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CareCoord__PublicOrigin")))
            || asksForDemo;
        if (demo && !await Schema.HasPeopleAsync(database.OwnerConnectionString, stop))
        {
            await voice.CountAsync(
                "Loading the demo network",
                progress =>
                    DemoNetwork.LoadAsync(
                        database.OwnerConnectionString,
                        patients: 0,
                        DocumentVault.In(dataFolder),
                        TimeProvider.System,
                        progress,
                        stop
                    )
            );
        }

        voice.Report("Starting the portal");
        OwnSecrets.HideFromChildren();
        var web = WebProcess.Start(
            dll,
            dataFolder,
            WebEnvironment.From(Environment.GetEnvironmentVariables(), Needed(database, address, demo))
        );
        try
        {
            await new Readiness(web, address).WaitAsync(ReadyWithin, stop);
            Welcome(address, demo);
            await web.WaitAsync(stop);
            throw new OpsRefused(
                $"The portal has ended by itself (exit code {web.ExitCode}, last words: {web.LastWords}); its log is {web.LogPath}."
            );
        }
        finally
        {
            if (!web.HasExited)
            {
                voice.Report("Stopping the portal");
            }

            await web.StopAsync();
        }
    }

    private async Task<ExternalDatabase> OwnAsync(LocalCluster cluster, CancellationToken stop)
    {
        voice.Report("Starting the database");
        await cluster.StartAsync(stop);
        await cluster.BootstrapAsync(cancellation: stop);
        return new ExternalDatabase(cluster.AppConnectionString(), cluster.OwnerConnectionString(), cluster.ActorKey);
    }

    private async Task<ExternalDatabase> CheckedAsync(ExternalDatabase external, CancellationToken stop)
    {
        voice.Report("Using the server of ConnectionStrings__CareCoord");
        await ServerCheck.RequireReadyAsync(external, stop);
        foreach (var warning in await ServerCheck.LogWarningsAsync(external.AppConnectionString, stop))
        {
            voice.Warn(warning);
        }

        return external;
    }

    /// <summary>Whether CARECOORD_DEMO asks for the demo network where it would not come by itself.</summary>
    internal static bool AsksForDemo(string? said) =>
        said switch
        {
            null or "" or "0" => false,
            "1" => true,
            _ => throw new OpsRefused($"{DemoVariable} must be 1, or not set."),
        };

    private Dictionary<string, string> Needed(ExternalDatabase database, PortalAddress address, bool demo)
    {
        var needed = new Dictionary<string, string>
        {
            [PortalAddress.Variable] = address.ToString(),
            [ExternalDatabase.App] = database.AppConnectionString,
            [ExternalDatabase.Key] = database.ActorKey,
            ["CareCoord__DataFolder"] = dataFolder,
        };
        // An installation may keep its keys elsewhere; else they stand beside the documents.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(DocumentKeys.Setting)))
        {
            needed[DocumentKeys.Setting] = DocumentKeys.EnsureIn(dataFolder);
        }

        AuditKeys.EnsureIn(dataFolder);
        needed[AuditKeys.Setting] = AuditKeys.In(dataFolder);

        if (demo)
        {
            needed[DemoPeople.Setting] = DemoPeople.WriteTo(dataFolder);
        }

        return needed;
    }

    private void Welcome(PortalAddress address, bool demo)
    {
        if (demo)
        {
            voice.Table(["Who", "Email", "What for"], DemoPeople.All.Select(person => new[] { person.Name, person.Email, person.For }));
            voice.Report($"Everybody's password is {DemoPeople.Password}");
        }

        voice.Announce($"The portal is at {address.Browse.ToString().TrimEnd('/')} (Ctrl-C stops it)");
    }
}
