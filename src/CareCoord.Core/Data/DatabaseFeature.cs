using System.Data.Common;
using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CareCoord.Data;

/// <summary>The connection to PostgreSQL, as the web process's restricted role.</summary>
public static class DatabaseFeature
{
    private static readonly EventId[] OfFaults =
    [
        CoreEventId.SaveChangesFailed,
        CoreEventId.OptimisticConcurrencyException,
        CoreEventId.QueryIterationFailed,
        CoreEventId.ExecutionStrategyRetrying,
        RelationalEventId.CommandError,
        RelationalEventId.ConnectionError,
        RelationalEventId.TransactionError,
    ];

    /// <summary>Adds the database; throws where the connection string would let one person's context leak to another.</summary>
    public static IServiceCollection AddDatabase(
        this IServiceCollection services,
        string connectionString,
        string actorKey,
        string? node = null
    )
    {
        var connection = Safe(connectionString);
        services.AddSingleton(_ => Restricted(connection));
        services.AddSingleton(new DedicatedConnections(connection.ConnectionString));
        services.AddSingleton(provider => new ActorSigner(actorKey, provider.GetRequiredService<TimeProvider>(), new(node)));
        services.AddPooledDbContextFactory<CareCoordDb>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
                    .AddInterceptors(new PreparedCommands())
                    // Whoever catches a fault says it. EF would print it whole, with what stands in the row.
                    .ConfigureWarnings(told => told.Ignore(OfFaults))
        );
        services.AddSingleton<ActorDbs>().AddSingleton<RecordReader>().AddSingleton<AccessGate>();
        return services;
    }

    // Each connection looks at once as whom it has signed in, so that no request is ever served by a role that may do more.
    private static NpgsqlDataSource Restricted(NpgsqlConnectionStringBuilder connection)
    {
        var source = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        source.UsePhysicalConnectionInitializer(
            opened => PortalRole.RequireAsync(opened, CancellationToken.None).GetAwaiter().GetResult(),
            opened => PortalRole.RequireAsync(opened, CancellationToken.None)
        );
        return source.Build();
    }

    /// <summary>The connection string with what the actor context needs; each of the refused settings was measured to leak it.</summary>
    public static NpgsqlConnectionStringBuilder Safe(string connectionString, string setting = "The connection string")
    {
        var asked = Readable(connectionString, setting);
        // Npgsql's own builder says that it would enlist also where nobody asked for it.
        var enlists = new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Enlist") && asked.Enlist;
        if (asked.Multiplexing || asked.NoResetOnClose || enlists)
            throw new SettingsRefused(
                $"{setting} sets Multiplexing, No Reset On Close or Enlist, with which one person's reading could run as another: "
                    + "remove it."
            );
        asked.Enlist = false;
        // Npgsql answers, up to 10.0.3, the next use of a statement with an error when its fifth use failed (npgsql issue 6391).
        asked.MaxAutoPrepare = 0;
        asked.IncludeErrorDetail = false;
        return asked;
    }

    /// <summary>
    /// Reads a connection string; throws <see cref="SettingsRefused"/> where it is none, without repeating it: it may hold a password.
    /// </summary>
    public static NpgsqlConnectionStringBuilder Readable(string connectionString, string setting)
    {
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new(connectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new SettingsRefused($"{setting} is not a connection string of the kind Host=…;Database=…;Username=…;Password=….");
        }

        return string.IsNullOrEmpty(read.Host) ? throw new SettingsRefused($"{setting} names no Host.") : read;
    }
}
