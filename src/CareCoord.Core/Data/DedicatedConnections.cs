using Npgsql;

namespace CareCoord.Data;

/// <summary>Opens connections that live as long as the process, outside the pool, which is for what people ask.</summary>
public sealed class DedicatedConnections(string connectionString)
{
    // A connection that died without a word is found out by keeping it alive.
    private const int KeepAliveSeconds = 5;

    /// <summary>Opens one; the server's list of sessions shows it by this name.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string name, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                KeepAlive = KeepAliveSeconds,
                ApplicationName = name,
            }.ConnectionString
        );
        try
        {
            await connection.OpenAsync(cancel);
            await PortalRole.RequireAsync(connection, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
