using CareCoord.Access;
using CareCoord.Data;
using Npgsql;

namespace CareCoord.Ops.Database;

/// <summary>Looks at a server that is not ours before the portal trusts it.</summary>
public static class ServerCheck
{
    private static readonly Dictionary<string, string[]> QuietSettings = new()
    {
        ["log_error_verbosity"] = ["terse"],
        ["log_min_error_statement"] = ["panic"],
        ["log_parameter_max_length_on_error"] = ["0"],
        ["log_statement"] = ["none", "ddl"],
        ["log_min_duration_statement"] = ["-1"],
        ["log_min_duration_sample"] = ["-1"],
    };

    /// <summary>Refuses a server that has not been bootstrapped, or a portal role with more power than it may have.</summary>
    public static async Task RequireReadyAsync(ExternalDatabase database, CancellationToken cancellation)
    {
        await using (var owner = await OpenAsync(ExternalDatabase.Owner, database.OwnerConnectionString, cancellation))
        {
            await RequireBootstrappedAsync(owner, cancellation);
        }

        await using var app = await OpenAsync(ExternalDatabase.App, database.AppConnectionString, cancellation);
        if (await PortalRole.PowersAsync(app, cancellation) is { Count: > 0 } powers)
        {
            throw new OpsRefused(PortalRole.Sentence(app, powers));
        }
    }

    public static async Task RequireBootstrappedAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        await using var ready = new NpgsqlCommand("select to_regclass('app.signing_key') is not null", owner);
        if (await ready.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new OpsRefused(
                $"The database {owner.Database} on {owner.Host} is not made ready: "
                    + "let a superuser of that server run deploy/bootstrap.sql once."
            );
        }
    }

    /// <summary>One sentence for each log setting by which the portal's sessions would record what people typed.</summary>
    public static async Task<IReadOnlyList<string>> LogWarningsAsync(string appConnectionString, CancellationToken cancellation)
    {
        await using var app = await OpenAsync(ExternalDatabase.App, appConnectionString, cancellation);
        await using var command = new NpgsqlCommand(
            "select name, setting as value from pg_settings where name = any($1) order by name",
            app
        );
        command.Parameters.Add(new NpgsqlParameter { Value = QuietSettings.Keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);

        var warnings = new List<string>();
        foreach (var (name, setting) in await reader.ListAsync<Setting>(cancellation))
        {
            if (!QuietSettings[name].Contains(setting))
            {
                warnings.Add($"The server's log may record what people type: {name} is {setting}, and should be {QuietSettings[name][0]}.");
            }
        }

        return warnings;
    }

    private sealed record Setting(string Name, string Value);

    public static async Task<NpgsqlConnection> OpenAsync(string name, string connectionString, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch (NpgsqlException problem)
        {
            await connection.DisposeAsync();
            var server = new NpgsqlConnectionStringBuilder(connectionString);
            throw new OpsRefused($"{name}: the server {server.Host}:{server.Port} does not let us in: {problem.Message.TrimEnd('.')}.");
        }
    }
}
