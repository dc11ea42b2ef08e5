using CareCoord.Shared;
using Microsoft.AspNetCore.Diagnostics;

namespace CareCoord.Web.Shell;

/// <summary>Gives every fault a reference number: the person sees it, and the log keeps it beside the route that was asked.</summary>
internal sealed class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    private const string Item = "CareCoord.FaultReference";

    /// <summary>The reference of the fault that this request ended in, or null.</summary>
    public static string? Reference(HttpContext http) => http.Items[Item] as string;

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (NotFound or OperationCanceledException))
        {
            var reference = NewReference();
            var asked = Asked.Of(httpContext);
            httpContext.Items[Item] = reference;
            log.LogError(exception, "Fault {Reference} at {Method} {Route}", reference, asked.Method, asked.Route);
        }

        return ValueTask.FromResult(false);
    }

    /// <summary>Eight letters and digits that one can read out over the telephone.</summary>
    internal static string NewReference() =>
        System.Security.Cryptography.RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 8);
}
