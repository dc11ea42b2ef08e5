using System.Security.Cryptography;
using System.Text;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>Where on the disk a data folder's private cluster lives.</summary>
internal static class ClusterHome
{
    private const string ForUnreachableFolders = "/var/lib/carecoord";

    /// <summary>Inside the data folder, or under /var/lib/carecoord where PostgreSQL's user cannot reach that.</summary>
    public static async Task<string> ChooseAsync(string dataFolder, DatabaseUser user, CancellationToken cancellation)
    {
        var inside = Path.Combine(dataFolder, "postgres");
        if (user.IsOurselves || IsMade(inside))
        {
            return inside;
        }

        var outside = Outside(dataFolder);
        return IsMade(outside) || !await user.CanEnterAsync(dataFolder, cancellation) ? outside : inside;
    }

    /// <summary>Where the cluster of a data folder lives that PostgreSQL's user cannot reach.</summary>
    public static string Outside(string dataFolder) => Path.Combine(ForUnreachableFolders, ShortHash(dataFolder));

    public static string ClusterIn(string home) => Path.Combine(home, "cluster");

    public static bool IsMade(string home) => File.Exists(Path.Combine(ClusterIn(home), "PG_VERSION"));

    public static int MajorOf(string home) =>
        int.Parse(File.ReadAllText(Path.Combine(ClusterIn(home), "PG_VERSION")), System.Globalization.CultureInfo.InvariantCulture);

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
