using CareCoord.Data;
using CareCoord.Web.Shell;
using Npgsql;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Listens to the database on a connection of its own, and stirs the open pages of this process. When the connection was lost, a word may have
/// been too: after every new beginning it stirs everybody.
/// </summary>
internal sealed class NewsListener(IConfiguration settings, LiveNews news, TimeProvider clock, ILogger<NewsListener> log) : BackgroundService
{
    private const string Name = "CareCoord news";
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rest = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Connection());
                connection.Notification += (_, word) =>
                {
                    if (Guid.TryParse(word.Payload, out var id))
                        news.Stir(id);
                };
                await connection.OpenAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen carecoord_news", connection))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                rest = TimeSpan.Zero;
                news.StirAll();
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                if (rest == TimeSpan.Zero)
                    log.LogWarning(fault, "The database's live news are not heard; pages read again when they are looked at");
                rest = rest == TimeSpan.Zero ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromTicks(Math.Min(rest.Ticks * 2, LongestRest.Ticks));
                await Task.Delay(rest, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    // Outside the pool, which is for what people ask; a connection that died without a word is found out by keeping it alive.
    private string Connection() => new NpgsqlConnectionStringBuilder(DatabaseFeature.Safe(settings.Required("ConnectionStrings:CareCoord")).ConnectionString)
    {
        Pooling = false,
        KeepAlive = 10,
        ApplicationName = Name,
    }.ConnectionString;
}
