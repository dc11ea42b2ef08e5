using CareCoord.Web.OpenPages;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Knows which connection speaks while a call of the browser is carried out, so that a circuit learns which is its own. It knows too
/// whether the call is something that a person does.
/// </summary>
internal sealed class ConnectionFilter(LiveConnections connections) : IHubFilter
{
    // What the browser calls of its own accord, as to answer or to read again, is nobody's doing.
    private static readonly string[] Acts =
    [
        "DispatchEventAsync",
        nameof(LiveDesk<object>.Go),
        nameof(LiveDesk<object>.Filtered),
        nameof(LiveDesk<object>.Follow),
        nameof(LiveDesk<object>.Escape),
        nameof(LiveDesk<object>.Key),
    ];

    // Not the call itself. Whatever is begun in it, as a timer, would keep all that it brought for as long as the page is open.
    private static readonly AsyncLocal<Call?> Speaking = new();

    /// <summary>The connection whose call is carried out now.</summary>
    public static HubCallerContext? Current => Speaking.Value?.Connection;

    /// <summary>The call is something that a person does.</summary>
    public static bool IsAct => Speaking.Value?.IsAct == true;

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        Speaking.Value = new(invocationContext.Context, IsDone(invocationContext));
        return next(invocationContext);
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        connections.Add(context.Context);
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        connections.Remove(context.Context);
        await next(context, exception);
    }

    private static bool IsDone(HubInvocationContext call) =>
        call.HubMethodName == "BeginInvokeDotNetFromJS" && call.HubMethodArguments is [_, _, string method, ..] && Acts.Contains(method);

    private sealed record Call(HubCallerContext Connection, bool IsAct);
}
