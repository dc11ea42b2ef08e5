using CareCoord.OpenPages;
using CareCoord.Web.Notifications;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.OpenPages;

/// <summary>
/// The records that the live parts of one circuit show. When one of them is no longer the viewer's to see, the parts leave, acts are
/// refused from then on, and the connection is cut.
/// </summary>
internal sealed class OpenPageCircuit(
    CurrentMe current,
    OpenPageQueries access,
    ChangeHub live,
    CircuitConnection connection,
    TimeProvider clock
) : IDisposable
{
    private static readonly TimeSpan ToAskAgain = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly List<(OpenPageRecord Shown, Func<Task> Leave)> parts = [];
    private IDisposable? subscription;
    private ITimer? byTime;
    private bool isOver;

    /// <summary>Something that was shown is no longer the viewer's to see.</summary>
    public bool HaveEnded { get; private set; }

    /// <summary>A live part shows this, and leaves by <paramref name="leave"/>.</summary>
    public async Task ShowAsync(OpenPageRecord shown, Func<Task> leave)
    {
        if (await current.TryGetAsync() is not { } me)
            return;
        lock (gate)
        {
            parts.Add((shown, leave));
            subscription ??= live.Subscribe([me.AccountId], LookAsync);
        }

        await LookAsync();
    }

    private async Task LookAsync()
    {
        List<(OpenPageRecord Shown, Func<Task> Leave)> all;
        lock (gate)
            all = [.. parts];
        if (HaveEnded || await current.TryGetAsync() is not { } me)
            return;
        OpenPageAccess now;
        try
        {
            now = await access.AccessAsync(
                me.Actor,
                [.. all.Select(part => part.Shown).DistinctBy(shown => shown.PatientId)],
                CancellationToken.None
            );
        }
        catch
        {
            // No other word may come: until it is asked again, the parts may show what has ended.
            Expect(clock.GetUtcNow() + ToAskAgain);
            throw;
        }

        if (now.IsWhole)
        {
            Expect(now.Until);
            return;
        }

        HaveEnded = true;
        await connection.EndAsync(() => Task.WhenAll(all.Select(part => part.Leave())));
    }

    // What ends by time is asked about at that time.
    private void Expect(DateTimeOffset? until)
    {
        lock (gate)
        {
            byTime?.Dispose();
            if (isOver)
                return;
            var rest = until - clock.GetUtcNow();
            byTime =
                rest < TimeSpan.FromDays(1)
                    ? clock.CreateTimer(
                        _ => _ = LookAsync(),
                        null,
                        rest > TimeSpan.Zero ? rest.Value : TimeSpan.Zero,
                        Timeout.InfiniteTimeSpan
                    )
                    : null;
        }
    }

    public void Dispose()
    {
        subscription?.Dispose();
        lock (gate)
        {
            isOver = true;
            byTime?.Dispose();
        }
    }
}
