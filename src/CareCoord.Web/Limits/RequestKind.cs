using CareCoord.Web.Notifications;

namespace CareCoord.Web.Limits;

/// <summary>How much a request may take of the portal.</summary>
internal enum RequestKind
{
    Page,

    /// <summary>Something that is sent.</summary>
    Form,

    /// <summary>Something that is sent and checked as a password is.</summary>
    Secret,

    /// <summary>A file, or a picture of a page.</summary>
    File,

    /// <summary>The connection of live parts.</summary>
    Line,

    /// <summary>News, for as long as a page is open.</summary>
    Stream,

    /// <summary>Whether the portal is ready.</summary>
    Health,
}

internal static class RequestKinds
{
    /// <summary>Of which kind a request is, by where it leads.</summary>
    public static RequestKind Of(HttpContext http)
    {
        var leads = http.GetEndpoint()?.Metadata;
        var path = http.Request.Path;
        return path.StartsWithSegments("/_blazor") ? RequestKind.Line
            : path.StartsWithSegments("/health") ? RequestKind.Health
            : path.StartsWithSegments(NotificationEndpoints.Stream) ? RequestKind.Stream
            : leads?.GetMetadata<MovesFileAttribute>() is not null ? RequestKind.File
            : Reads(http) ? RequestKind.Page
            : leads?.GetMetadata<ChecksSecretAttribute>() is not null ? RequestKind.Secret
            : RequestKind.Form;
    }

    /// <summary>Whether something is sent that may be kept.</summary>
    public static bool Sends(HttpContext http) => !Reads(http) && Of(http) is not (RequestKind.Line or RequestKind.Health);

    private static bool Reads(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
}
