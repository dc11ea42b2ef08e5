using CareCoord.Access;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CareCoord.Web.Shell;

/// <summary>Ready means: the database answers, has the schema, and accepts this portal's signature.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, ActorSigner signer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("select set_config('app.ctx', $1, true)")
                    {
                        Parameters = { new() { Value = signer.Sign(Actor.Portal) } },
                    },
                    new NpgsqlBatchCommand("select app.actor_id(), (select count(*) from organisations)"),
                },
            };
            await batch.ExecuteNonQueryAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer as it should.");
        }
    }
}
