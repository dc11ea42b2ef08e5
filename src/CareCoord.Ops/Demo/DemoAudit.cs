using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>Writes to the audit which patients a load brought, as the portal itself.</summary>
internal sealed class DemoAudit
{
    private readonly ActorSigner signer;

    private DemoAudit(ActorSigner signer) => this.signer = signer;

    /// <summary>Reads the signing key, which only the owner of the database may.</summary>
    public static async Task<DemoAudit> OpenAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select encode(key, 'hex') from app.signing_key where id = 1", connection);
        var key = await command.ExecuteScalarAsync(cancel) as string
            ?? throw new InvalidOperationException("The database has no actor key. Run its bootstrap script first.");
        // The database compares the moment with its own clock, so the audit keeps real time whatever today the demo is set in.
        return new(new ActorSigner(key, TimeProvider.System));
    }

    /// <summary>One entry about all of them, in the transaction that wrote them.</summary>
    public async Task LoadedAsync(NpgsqlConnection connection, Guid[] patients, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("select set_config('app.ctx', $1, true)")
        {
            Parameters = { new()
            { Value = signer.Sign(Actor.Portal) } }
        });
        batch.BatchCommands.Add(new("select app.audit('demo.loaded', $1)") { Parameters = { new() { Value = patients } } });
        await batch.ExecuteNonQueryAsync(cancel);
    }
}
