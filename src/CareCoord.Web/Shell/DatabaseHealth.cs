using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CareCoord.Web.Shell;

/// <summary>
/// Ready means: the database answers, has the schema, accepts this portal's signature, and lets it do no more than it should.
/// </summary>
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
            // Rights may be given to the role while its connections are open.
            return await PortalRole.PowersAsync(connection, cancellationToken) is { Count: > 0 } powers
                ? HealthCheckResult.Unhealthy(PortalRole.Sentence(connection, powers))
                : HealthCheckResult.Healthy();
        }
        catch (SettingsRefused refused)
        {
            return HealthCheckResult.Unhealthy(refused.Message);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer as it should.");
        }
    }
}
