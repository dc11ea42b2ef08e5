using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.Shell;

/// <summary>Light, dark, or as the device says: kept on the device, in a cookie that says nothing else.</summary>
internal static class AppearanceEndpoints
{
    public const string Cookie = "appearance";

    /// <summary>The choice, or null where the device decides.</summary>
    public static string? Of(HttpContext? http) => http?.Request.Cookies[Cookie] is "light" or "dark" ? http.Request.Cookies[Cookie] : null;

    public static IResult Choose(HttpContext http, [FromForm] string? choice)
    {
        if (choice is "light" or "dark")
            http.Response.Cookies.Append(
                Cookie,
                choice,
                new()
                {
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    HttpOnly = true,
                    Secure = http.Request.IsHttps,
                }
            );
        else
            http.Response.Cookies.Delete(Cookie);
        return Results.Redirect("/account");
    }
}
