using System.Data;
using CareCoord.Data;
using Npgsql;

namespace CareCoord.Background;

/// <summary>
/// The locks in PostgreSQL by which one node is the runner of a work. They belong to one connection of the node's own, so that they are
/// free as soon as the node is dead. They spare work; that nothing is done twice is up to the rows that a work claims.
/// </summary>
public sealed class RunnerLocks(DedicatedConnections connections) : IAsyncDisposable
{
    /// <summary>How the server's list of sessions shows the connection.</summary>
    public const string Name = "CareCoord periodic work";

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly HashSet<string> held = [];
    private NpgsqlConnection? connection;
    private CancellationTokenSource lost = new();

    /// <summary>Takes the lock of a work, or sees that it is still held.</summary>
    /// <returns>What is cancelled when the lock is lost; null where another node has it.</returns>
    public async Task<CancellationToken?> TryHoldAsync(string work, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var open = await OpenAsync(cancel);
            if (
                await AskAsync(
                    open,
                    held.Contains(work) ? "select true" : "select pg_try_advisory_lock(hashtext('carecoord periodic'), hashtext($1))",
                    work,
                    cancel
                )
                is not true
            )
                return null;
            held.Add(work);
            return lost.Token;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Lets another node be the runner. It never throws: what cannot be released is lost already.</summary>
    public async Task ReleaseAsync(string work)
    {
        await turn.WaitAsync();
        try
        {
            if (held.Remove(work) && connection is { State: ConnectionState.Open } open)
                await AskAsync(
                    open,
                    "select pg_advisory_unlock(hashtext('carecoord periodic'), hashtext($1))",
                    work,
                    CancellationToken.None
                );
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the lock with it.
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
        lost.Dispose();
        turn.Dispose();
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        if (connection is { State: ConnectionState.Open } open)
            return open;
        if (connection is not null)
            await connection.DisposeAsync();
        held.Clear();
        connection = await connections.OpenAsync(Name, cancel);
        var ends = lost = new();
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState != ConnectionState.Open)
                _ = ends.CancelAsync();
        };
        return connection;
    }

    private static async Task<object?> AskAsync(NpgsqlConnection open, string sql, string work, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, open);
        if (sql.Contains("$1", StringComparison.Ordinal))
            command.Parameters.Add(new() { Value = work });
        return await command.ExecuteScalarAsync(cancel);
    }
}
