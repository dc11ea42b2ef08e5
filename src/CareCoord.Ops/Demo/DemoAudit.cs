using CareCoord.Access;
using CareCoord.Patients;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Writes to the audit which patients a load brought, as the portal itself, and what the stories tell of who did what when.
/// </summary>
internal sealed class DemoAudit
{
    private readonly string key;

    private DemoAudit(string key) => this.key = key;

    /// <summary>Reads the signing key, which only the owner of the database may.</summary>
    public static async Task<DemoAudit> OpenAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select encode(key, 'hex') from app.signing_key where id = 1", connection);
        return new(
            await command.ExecuteScalarAsync(cancel) as string
                ?? throw new InvalidOperationException("The database has no actor key. Run its bootstrap script first.")
        );
    }

    /// <summary>One entry about all of them, in the transaction that wrote them.</summary>
    public Task LoadedAsync(NpgsqlConnection connection, Guid[] patients, CancellationToken cancel) =>
        LoadedAsync(connection, DemoAccess.Load, patients, cancel);

    /// <summary>The same about those who got documents.</summary>
    public Task DocumentsLoadedAsync(NpgsqlConnection connection, Guid[] patients, CancellationToken cancel) =>
        LoadedAsync(connection, DemoAccess.LoadDocuments, patients, cancel);

    /// <summary>
    /// What invented people did in the story, at its moments, at the end of the transaction that wrote it. The access history tells it as
    /// it would have been. The database takes moments that are long gone only here: its tolerance is wide for this transaction alone.
    /// </summary>
    public async Task HappenedAsync(NpgsqlConnection connection, IEnumerable<AuditedAct> acts, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            new("select set_config('demo.tolerance', (select clock_tolerance::text from app.signing_key where id = 1), true)")
        );
        batch.BatchCommands.Add(new("update app.signing_key set clock_tolerance = interval '100 years' where id = 1"));
        foreach (var act in acts.OrderBy(act => act.At))
        {
            batch.BatchCommands.Add(Signs(act.By, new Standing(act.At)));
            batch.BatchCommands.Add(
                new("select app.audit($1, array[$2], $3, $4)")
                {
                    Parameters =
                    {
                        new() { Value = act.What.Action },
                        new() { Value = act.PatientId },
                        new() { Value = act.Kind },
                        new() { Value = act.Subject },
                    },
                }
            );
        }

        batch.BatchCommands.Add(
            new("update app.signing_key set clock_tolerance = current_setting('demo.tolerance')::interval where id = 1")
        );
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private async Task LoadedAsync(NpgsqlConnection connection, AuditedAction what, Guid[] patients, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        // The database compares the moment with its own clock, so that this is in real time whatever today the demo is set in.
        batch.BatchCommands.Add(Signs(Actor.Portal, TimeProvider.System));
        batch.BatchCommands.Add(
            new("select app.audit($1, $2)")
            {
                Parameters =
                {
                    new() { Value = what.Action },
                    new() { Value = patients },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlBatchCommand Signs(Actor actor, TimeProvider clock) =>
        new("select set_config('app.ctx', $1, true)") { Parameters = { new() { Value = new ActorSigner(key, clock).Sign(actor) } } };

    private sealed class Standing(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
