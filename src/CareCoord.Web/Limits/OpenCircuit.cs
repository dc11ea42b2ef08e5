using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace CareCoord.Web.Limits;

/// <summary>
/// One live page: whose it is, counted from its beginning to its end. What comes in is looked at before all else. No more than so many of
/// one person wait for the check of their sign-in.
/// </summary>
internal sealed class OpenCircuit : CircuitHandler, IDisposable
{
    private static readonly TimeSpan SaidFor = TimeSpan.FromSeconds(5);
    private readonly LiveCircuits all;
    private readonly IJSRuntime browser;
    private readonly TimeProvider clock;
    private DateTimeOffset saidAt;

    public OpenCircuit(LiveCircuits all, IJSRuntime browser, TimeProvider clock)
    {
        (this.all, this.browser, this.clock) = (all, browser, clock);
        if (LiveLine.Of(ConnectionFilter.Current) is not { } line)
            return;
        (Asker, Secret, Whose) = (line.Asker, line.Secret, line.Whose);
        line.Circuit = this;
        all.Opened(this);
    }

    public override int Order => int.MinValue;

    /// <summary>Whose it is; null on a page that is not live.</summary>
    public Asker? Asker { get; }

    /// <summary>The name by which it can be ended.</summary>
    public string? Secret { get; }

    /// <summary>The sign-in and hat for which its name is sealed.</summary>
    public string? Whose { get; }

    /// <summary>Since when its connection is lost; null while it is there.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>Tells the page that something was not done, because it was too much at once.</summary>
    public void Say()
    {
        var now = clock.GetUtcNow();
        if (now - saidAt < SaidFor)
            return;
        saidAt = now;
        _ = SayAsync();
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        LostAt = null;
        if (LiveLine.Of(ConnectionFilter.Current) is { } line && line.Account == Asker?.Account)
            line.Circuit = this;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        LostAt = clock.GetUtcNow();
        if (Asker?.Account is { } account)
            all.LostOne(account);
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            var check = Check.Current;
            if (check is not null)
                check.IsTaken = true;
            try
            {
                await next(context);
            }
            finally
            {
                check?.End();
            }
        };

    public void Dispose()
    {
        if (Asker is not null)
            all.Closed(this);
    }

    private async Task SayAsync()
    {
        try
        {
            await browser.InvokeVoidAsync("tooMuchAtOnce");
        }
        catch (Exception unheard) when (unheard is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone, or is none of a browser.
        }
    }
}

/// <summary>It is known that somebody may: what was sent begins, and the next one is looked at.</summary>
internal sealed class BegunAct : CircuitHandler
{
    public override int Order => int.MaxValue;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        context =>
        {
            Check.Current?.End();
            return next(context);
        };
}
