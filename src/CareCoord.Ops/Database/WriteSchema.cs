using CareCoord.Data;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using Npgsql;

namespace CareCoord.Ops.Database;

/// <summary>
/// Writes what is derived in the checkout: what follows from the features' declarations, and Data/schema.sql of a fresh database.
/// </summary>
public static class WriteSchema
{
    /// <summary>Runs on a throw-away database; the files of the checkout count, not those that were built in.</summary>
    public static async Task RunAsync(string core, Voice voice, CancellationToken cancellation)
    {
        foreach (var file in await WriteDerivedAsync(core, cancellation))
            voice.Report($"Wrote {file}");

        var postgres =
            await PostgresInstallation.FindAsync(cancellation: cancellation) ?? await InstallPostgres.RunAsync(voice, cancellation);
        var folder = Directory.CreateTempSubdirectory("carecoord-schema-").FullName;
        var cluster = await LocalCluster.CreateAsync(folder, postgres, fast: true, voice, cancellation);
        try
        {
            await cluster.StartAsync(cancellation);
            await cluster.BootstrapAsync(cancellation: cancellation);
            await Schema.MigrateAsync(cluster.OwnerConnectionString(), voice, cancellation);
            await using var database = NpgsqlDataSource.Create(cluster.OwnerConnectionString());
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using (var transaction = await connection.BeginTransactionAsync(cancellation))
            {
                await DatabaseObjects.ReplaceAsync(connection, SqlFiles.ObjectsIn(core), cancellation);
                await transaction.CommitAsync(cancellation);
            }

            var schema = await SchemaText.ReadAsync(connection, cancellation);
            await File.WriteAllTextAsync(Path.Combine(core, "Data", "schema.sql"), schema, cancellation);
            voice.Announce("Data/schema.sql is what a fresh database has.");
        }
        finally
        {
            await cluster.DestroyAsync();
        }
    }

    private static async Task<List<string>> WriteDerivedAsync(string core, CancellationToken cancellation)
    {
        var written = new List<string>();
        foreach (var lines in DerivedSql.All)
        {
            var path = Path.Combine(core, lines.Path);
            var now = File.Exists(path) ? await File.ReadAllTextAsync(path, cancellation) : "";
            var derived = lines.Derive(now);
            if (derived == now)
                continue;
            await File.WriteAllTextAsync(path, derived, cancellation);
            written.Add(path);
        }

        return written;
    }
}
