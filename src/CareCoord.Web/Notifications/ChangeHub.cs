namespace CareCoord.Web.Notifications;

/// <summary>
/// Brings the word that something changed for an account or a unit to the open pages of this process. The word has no content, may come
/// once for many changes, and may come for nothing: whoever hears it reads again, under their own access.
/// </summary>
public sealed class ChangeHub(ILogger<ChangeHub> log)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, HashSet<Listening>> listening = [];

    /// <summary>
    /// Calls <paramref name="heard"/> when one of these accounts or units is stirred, until the answer is disposed of. It is never called
    /// twice at the same time: stirs that come meanwhile become one more call after it.
    /// </summary>
    public IDisposable Subscribe(IEnumerable<Guid> of, Func<Task> heard)
    {
        var one = new Listening(this, [.. of.Distinct()], heard);
        lock (gate)
        {
            foreach (var id in one.Of)
            {
                if (!listening.TryGetValue(id, out var all))
                    listening[id] = all = [];
                all.Add(one);
            }
        }

        return one;
    }

    /// <summary>The same with an act that does not wait for anything.</summary>
    public IDisposable Subscribe(IEnumerable<Guid> of, Action heard) =>
        Subscribe(
            of,
            () =>
            {
                heard();
                return Task.CompletedTask;
            }
        );

    /// <summary>Something changed for this account or unit.</summary>
    internal void Changed(Guid id)
    {
        Listening[] stirred;
        lock (gate)
            stirred = listening.TryGetValue(id, out var all) ? [.. all] : [];
        Array.ForEach(stirred, one => one.Changed());
    }

    /// <summary>Words may have been lost: everybody reads again.</summary>
    internal void EverythingChanged()
    {
        Listening[] stirred;
        lock (gate)
            stirred = [.. listening.Values.SelectMany(all => all).Distinct()];
        Array.ForEach(stirred, one => one.Changed());
    }

    private void Leave(Listening one)
    {
        lock (gate)
        {
            foreach (var id in one.Of)
            {
                if (listening.TryGetValue(id, out var all) && all.Remove(one) && all.Count == 0)
                    listening.Remove(id);
            }
        }
    }

    private void Failed(Exception fault) => log.LogError(fault, "A page that was open could not take up what is new");

    private sealed class Listening(ChangeHub hub, Guid[] of, Func<Task> heard) : IDisposable
    {
        private readonly Lock gate = new();
        private bool running;
        private bool again;
        private bool ended;

        public Guid[] Of { get; } = of;

        public void Changed()
        {
            lock (gate)
            {
                if (ended)
                    return;
                if (running)
                {
                    again = true;
                    return;
                }

                running = true;
            }

            _ = Task.Run(HearAsync);
        }

        public void Dispose()
        {
            lock (gate)
                ended = true;
            hub.Leave(this);
        }

        private async Task HearAsync()
        {
            while (true)
            {
                try
                {
                    await heard();
                }
                catch (Exception fault)
                {
                    hub.Failed(fault);
                }

                lock (gate)
                {
                    running = again && !ended;
                    again = false;
                    if (!running)
                        return;
                }
            }
        }
    }
}
