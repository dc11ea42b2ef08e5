using System.Globalization;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Bench.Comparing;

/// <summary>
/// One of the builds that are compared. It is the portal of a checkout that was built in Release, on a database that the checkout's own
/// command has made and filled. Each has a cluster of its own: roles and settings, which a build may change, belong to the whole cluster.
/// </summary>
internal sealed class Side : IAsyncDisposable
{
    // A server that the environment names is not meant.
    private static readonly Dictionary<string, string> OwnDatabase = new()
    {
        ["ConnectionStrings__CareCoordOwner"] = "",
        ["CareCoord__DocumentKeyFile"] = "",
    };

    private readonly string folder;
    private LocalCluster? cluster;

    private Side(string name, string folder) => (Name, this.folder) = (name, folder);

    public string Name { get; }

    public Site Site { get; private set; } = null!;

    public static async Task<Side> OpenAsync(string name, string checkout, string folder, int patients)
    {
        var side = new Side(name, Path.Combine(folder, name));
        try
        {
            await side.MakeAsync(checkout, patients);
            return side;
        }
        catch
        {
            await side.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        if (cluster is not null)
            await Stage.RemoveAsync(cluster);
    }

    private async Task MakeAsync(string checkout, int patients)
    {
        var data = Path.Combine(folder, "data");
        var command = Path.Combine(checkout, "src/CareCoord.Ops/bin/Release/net10.0/carecoord.dll");
        Directory.CreateDirectory(folder);
        await RunAsync(command, "database", "start", "--data", data);
        cluster =
            await LocalCluster.OpenAsync(data, (await LocalCluster.FindPostgres())!)
            ?? throw new InvalidOperationException($"{command} has made no database in {data}.");
        // It migrates first.
        await RunAsync(command, "demo", "--patients", patients.ToString(CultureInfo.InvariantCulture), "--data", data);
        var place = new Place(cluster, "carecoord", Path.Combine(folder, "portal"), data, folder);
        await Stage.SettleAsync(cluster, place.Database);
        await Stage.PublishAsync(Path.Combine(checkout, "src/CareCoord.Web/CareCoord.Web.csproj"), place.Portal);
        Site = await Site.OpenAsync(place);
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        var result = await Tool.RunAsync(Stage.Dotnet, [command, .. arguments], environment: OwnDatabase);
        if (!result.Succeeded)
            throw new InvalidOperationException($"{command} {arguments[0]} failed; was it built in Release? {result.Errors}");
    }
}
