using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.SignIn;

/// <summary>Knows which connection speaks while a call of the browser is carried out, so that a circuit learns which is its own.</summary>
internal sealed class ConnectionFilter : IHubFilter
{
    private static readonly AsyncLocal<HubCallerContext?> Speaking = new();

    /// <summary>The connection whose call is carried out now.</summary>
    public static HubCallerContext? Current => Speaking.Value;

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        Speaking.Value = invocationContext.Context;
        return next(invocationContext);
    }
}

/// <summary>The connection of one circuit, which can be cut at the hub; whoever connects again after that is cut again.</summary>
internal sealed class CircuitConnection : CircuitHandler
{
    private HubCallerContext? connection;
    private bool isCut;

    /// <summary>Cuts it, now and for good.</summary>
    public void Cut()
    {
        isCut = true;
        connection?.Abort();
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        connection = ConnectionFilter.Current;
        if (isCut)
            connection?.Abort();
        return Task.CompletedTask;
    }
}
