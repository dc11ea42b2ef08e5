using System.Globalization;
using Npgsql;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>What deploy/bootstrap.sql is told.</summary>
internal sealed record BootstrapValues(string Database, string OwnerPassword, string AppPassword, string BackupPassword, string ActorKey);

/// <summary>Runs deploy/bootstrap.sql as the superuser, with no password on a command line or in a log.</summary>
internal static class Bootstrap
{
    public static async Task RunAsync(string psql, string superuser, BootstrapValues values, CancellationToken cancellation)
    {
        var to = new NpgsqlConnectionStringBuilder(superuser);
        var result = await Tool.RunAsync(
            psql,
            [
                "--no-psqlrc",
                "--no-password",
                "--host",
                to.Host!,
                "--port",
                to.Port.ToString(CultureInfo.InvariantCulture),
                "--username",
                to.Username!,
                "--dbname",
                to.Database!,
            ],
            Input(values),
            new Dictionary<string, string> { ["PGPASSWORD"] = to.Password!, ["PGCLIENTENCODING"] = "UTF8" },
            cancellation
        );
        if (!result.Succeeded)
        {
            throw new OpsRefused($"The database {values.Database} could not be made ready: {PostgresComplaint.Reason(result.Errors)}");
        }
    }

    private static string Input(BootstrapValues values) =>
        $"""
            \set database {Quoted(values.Database)}
            \set owner_password {Quoted(values.OwnerPassword)}
            \set app_password {Quoted(values.AppPassword)}
            \set backup_password {Quoted(values.BackupPassword)}
            \set actor_key {Quoted(values.ActorKey)}
            {Script()}
            """;

    // Inside psql's quotes a backslash begins an escape.
    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\").Replace("'", "''")}'";

    private static string Script()
    {
        using var stream = typeof(Bootstrap).Assembly.GetManifestResourceStream("bootstrap.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
