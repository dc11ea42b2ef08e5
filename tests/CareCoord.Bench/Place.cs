using System.Globalization;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Bench;

/// <summary>Where a portal stands: the files it is run from, and the database and the data folder that it works on.</summary>
/// <param name="Portal">Where it was published to.</param>
/// <param name="Folder">A folder for what else is needed, which goes with the measurement.</param>
internal sealed record Place(LocalCluster Cluster, string Database, string Portal, string Data, string Folder)
{
    /// <summary>The process from which all of the database's descend.</summary>
    public int Postmaster { get; } =
        int.Parse(File.ReadLines(Path.Combine(Cluster.ClusterFolder, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
