using System.Data.Common;
using CareCoord.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CareCoord.Data;

/// <summary>The connection to PostgreSQL, as the web process's restricted role.</summary>
public static class DatabaseFeature
{
    /// <summary>Adds the database; throws where the connection string would let one person's context leak to another.</summary>
    public static IServiceCollection AddDatabase(
        this IServiceCollection services,
        string connectionString,
        string actorKey,
        string? node = null
    )
    {
        var connection = Safe(connectionString);
        services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        services.AddSingleton(new DedicatedConnections(connection.ConnectionString));
        services.AddSingleton(provider => new ActorSigner(actorKey, provider.GetRequiredService<TimeProvider>(), new(node)));
        services.AddPooledDbContextFactory<CareCoordDb>(
            (provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).AddInterceptors(new PreparedCommands())
        );
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CareCoordDb>>().CreateDbContext());
        services.AddSingleton<ActorDbs>().AddSingleton<RecordReader>().AddSingleton<AccessGate>();
        return services;
    }

    /// <summary>The connection string with what the actor context needs; each of the refused settings was measured to leak it.</summary>
    public static NpgsqlConnectionStringBuilder Safe(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(connectionString);
        // Npgsql's own builder says that it would enlist also where nobody asked for it.
        var enlists = new DbConnectionStringBuilder { ConnectionString = connectionString }.ContainsKey("Enlist") && asked.Enlist;
        if (asked.Multiplexing || asked.NoResetOnClose || enlists)
            throw new InvalidOperationException(
                "The connection string sets Multiplexing, No Reset On Close or Enlist, with which one person's reading could run as another. Remove it."
            );
        asked.Enlist = false;
        // Npgsql answers, up to 10.0.3, the next use of a statement with an error when its fifth use failed (npgsql issue 6391).
        asked.MaxAutoPrepare = 0;
        asked.IncludeErrorDetail = false;
        return asked;
    }
}
