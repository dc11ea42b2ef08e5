using System.Collections.Concurrent;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace CareCoord.Web.Limits;

/// <summary>
/// The live pages of this process, by whose they are. Nobody has more than so many. Of those whose connection is lost, only the newest are
/// kept: nobody's lost ones take the place of others'.
/// </summary>
internal sealed class LiveCircuits(Allowance allowed, EndpointDataSource endpoints, IServiceScopeFactory scopes, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, List<OpenCircuit>> open = [];
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> resting = [];

    /// <summary>How many somebody has, lost ones included.</summary>
    public int Count(Guid account)
    {
        lock (gate)
            return open.TryGetValue(account, out var all) ? all.Count : 0;
    }

    /// <summary>Whether somebody may have one more; the one whose connection was lost first makes room.</summary>
    public async Task<bool> HasRoomAsync(Guid account)
    {
        if (Count(account) < allowed.MostCircuits)
            return true;
        if (Lost(account) is not [var oldest, ..])
            return false;
        await EndAsync(oldest.Secret, oldest.Whose);
        return Count(account) < allowed.MostCircuits;
    }

    /// <summary>Whether somebody has to wait for live parts, because they were cut.</summary>
    public bool IsResting(Guid account) => resting.TryGetValue(account, out var until) && until > clock.GetUtcNow();

    /// <summary>Somebody's connection is cut: its page ends, and they get no other for a while.</summary>
    public void Rest(LiveLine line)
    {
        var now = clock.GetUtcNow();
        foreach (var (account, until) in resting)
        {
            if (until <= now)
                resting.TryRemove(KeyValuePair.Create(account, until));
        }

        resting[line.Account] = now + Allowance.Rest;
        _ = EndAsync(line.Circuit?.Secret ?? line.Secret, line.Whose);
    }

    internal void Opened(OpenCircuit circuit)
    {
        lock (gate)
        {
            if (!open.TryGetValue(circuit.Asker!.Account!.Value, out var all))
                open[circuit.Asker.Account.Value] = all = [];
            all.Add(circuit);
        }
    }

    internal void Closed(OpenCircuit circuit)
    {
        lock (gate)
        {
            if (open.TryGetValue(circuit.Asker!.Account!.Value, out var all) && all.Remove(circuit) && all.Count == 0)
                open.Remove(circuit.Asker.Account.Value);
        }
    }

    /// <summary>A connection was lost: of more than so many the oldest ends.</summary>
    internal void LostOne(Guid account)
    {
        foreach (var old in Lost(account).SkipLast(allowed.MostDropped))
            _ = EndAsync(old.Secret, old.Whose);
    }

    private List<OpenCircuit> Lost(Guid account)
    {
        lock (gate)
            return open.TryGetValue(account, out var all) ? [.. all.Where(one => one.LostAt is not null).OrderBy(one => one.LostAt)] : [];
    }

    /// <summary>Ends a live page as the browser does when it is closed: the framework has no other door to it.</summary>
    internal async Task EndAsync(string? secret, string? whose)
    {
        if (secret is null)
            return;
        var door = endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText?.Trim('/') == "_blazor/disconnect");
        using var seals = PersonalSeals.Of(whose);
        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Method = HttpMethods.Post;
        http.Features.Set<IFormFeature>(
            new FormFeature(new FormCollection(new Dictionary<string, StringValues> { ["circuitId"] = secret }))
        );
        await door.RequestDelegate!(http);
    }
}
