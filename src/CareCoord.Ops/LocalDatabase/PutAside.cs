namespace CareCoord.Ops.LocalDatabase;

/// <summary>Gives a data folder, with its database, another name, so that a new one can begin; nothing of it is lost.</summary>
public static class PutAside
{
    /// <summary>The words by which a person does it by hand.</summary>
    public const string Command = "dotnet src/CareCoord.Ops/bin/Release/net10.0/carecoord.dll database put-aside";

    /// <summary>The folder's new name, which an earlier version can be given as CARECOORD_DATA. Refused while the database runs.</summary>
    public static async Task<string> RunAsync(string dataFolder, TimeProvider clock, CancellationToken cancellation)
    {
        dataFolder = Path.GetFullPath(dataFolder);
        if (!Directory.Exists(dataFolder))
            throw new OpsRefused($"There is nothing in {dataFolder} to put aside.");
        using var hold = DataFolder.Hold(dataFolder);
        var user = await DatabaseUser.ForThisProcessAsync(cancellation);
        var home = await ClusterHome.ChooseAsync(dataFolder, user, cancellation);
        if (ClusterHome.IsMade(home) && await Postmaster.FindAsync(ClusterHome.ClusterIn(home)) is not null)
            throw new OpsRefused($"The database in {dataFolder} runs: stop it first (carecoord database stop).");

        var aside = FreeName($"{dataFolder}-until-{clock.GetLocalNow():yyyy-MM-dd}");
        // PostgreSQL's own folder may stand elsewhere, under a name made of the data folder's.
        if (ClusterHome.IsMade(home) && ClusterHome.Outside(dataFolder) == home)
            Directory.Move(home, ClusterHome.Outside(aside));
        Directory.Move(dataFolder, aside);
        return aside;
    }

    private static string FreeName(string wanted)
    {
        var name = wanted;
        for (var number = 2; Directory.Exists(name); number++)
            name = $"{wanted}-{number}";
        return name;
    }
}
