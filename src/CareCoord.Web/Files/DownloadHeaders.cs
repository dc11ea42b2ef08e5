using CareCoord.Files;
using Microsoft.Net.Http.Headers;

namespace CareCoord.Web.Files;

/// <summary>How files and pictures of a record leave the portal: no browser runs anything in them or keeps them.</summary>
internal static class DownloadHeaders
{
    // What was uploaded is never part of this portal: opened by itself it may do nothing at all.
    private const string Policy = "sandbox; default-src 'none'";

    /// <summary>The answer is a file to keep, under a safe name that ends as what it is.</summary>
    public static void AsDownload(HttpContext http, string name, string mediaType)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.For(name, mediaType));
        http.Response.Headers.ContentDisposition = disposition.ToString();
        AsPicture(http);
    }

    /// <summary>The answer is a picture that a page of the portal shows.</summary>
    public static void AsPicture(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.CacheControl = "no-store";
    }
}
