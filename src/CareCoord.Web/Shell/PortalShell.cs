using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Web.Consents;
using CareCoord.Web.Limits;
using CareCoord.Web.Settings;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.Shell;

/// <summary>What surrounds every page: error and not-found answers, security headers, assets, health.</summary>
internal static class PortalShell
{
    // Scripts, styles, pictures and connections of this portal only; nothing inline but style attributes, nothing framed.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static void AddPortalShell(this IServiceCollection services, PortalSettings settings)
    {
        var live = services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                circuits.DetailedErrors = false;
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            });
        live.AddHubOptions(hub =>
        {
            hub.AddFilter<ConnectionFilter>();
            hub.AddPortalLimits();
            // A desk that goes on after a pause sends back what the page handed over to it and what it has kept.
            hub.MaximumReceiveMessageSize = 64 * 1024;
        });
        services.AddSingleton<LiveOrigin>();
        services.AddScoped<PageRefusal>();
        services.AddSingleton<FlashMessage>().AddScoped<LiveCommand>();
        services.AddSingleton(new WrittenFolders(settings.Folders)).AddSingleton<DiskSpace>(_ => new()).AddSingleton<DiskHealth>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]).AddCheck<DiskHealth>("disk", tags: ["ready"]);
        services.AddExceptionHandler<FaultHandler>();
        services.AddHsts(https => (https.MaxAge, https.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
        services.AddAntiforgery();
    }

    public static void UsePortalShell(this WebApplication app, PortalSettings settings)
    {
        var origin = settings.Origin;
        app.UseRequestLog();
        if (settings.Proxies is { } proxies)
            app.UseForwardedHeaders(proxies);
        if (origin.BehindProxy)
            app.Use((http, next) => AsSeenFromOutside(http, next, origin));
        if (origin.IsHttps)
            app.UseHsts();
        app.Use(SecureHeaders);
        app.Use(app.Services.GetRequiredService<LiveOrigin>().OnlyOwnAsync);
        app.UseRateLimiter();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                StatusCodeSelector = fault =>
                    fault is NotFound ? StatusCodes.Status404NotFound
                    : fault is BadHttpRequestException bad ? bad.StatusCode
                    : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(AnswerAsPage);
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(PreviewEndpoints.OnlyLook);
        app.UseAntiforgery();
        app.Use(OnceOnly.AnswerAsync);
    }

    public static void MapPortalShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapPost("/appearance", AppearanceEndpoints.Choose);
        foreach (var part in RecordTab.All.Where(tab => tab.IsFor(Access.Hat.Patient)).Select(tab => tab.Part))
            app.MapGet(
                "/" + part,
                (HttpContext http) =>
                    Me.Of(http.User) is { Hat: Access.Hat.Patient, OwnPatientId: { } own }
                        ? Results.Redirect($"/patients/{own}/{part}")
                        : Results.NotFound()
            );
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(render => render.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization();
    }

    // What stands in for a refused or failed form is a page that is only read. A form that could not be read ends with an empty page, which
    // is to be stood in for too.
    private static async Task AnswerAsPage(HttpContext http, RequestDelegate next)
    {
        var standsIn =
            http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
        if (standsIn)
            http.Request.Method = HttpMethods.Get;
        await next(http);
        if (!standsIn && !http.Response.HasStarted && http.Response.StatusCode == StatusCodes.Status400BadRequest)
            http.Response.ContentType = null;
    }

    // The proxy speaks plain HTTP to this process; what people see, and what cookies go by, is the public address.
    private static Task AsSeenFromOutside(HttpContext http, RequestDelegate next, PortalOrigin origin)
    {
        http.Request.Scheme = origin.Address.Scheme;
        return next(http);
    }

    private static Task SecureHeaders(HttpContext http, RequestDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            // An answer that is stricter with itself stays so.
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    }
}
