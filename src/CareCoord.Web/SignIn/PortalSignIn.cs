using System.Security.Claims;
using CareCoord.Accounts;
using CareCoord.Shared;
using CareCoord.Web.Accounts;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CareCoord.Web.SignIn;

/// <summary>Sign-in: ASP.NET Core Identity's accounts, passwords, lockout and second factor, on sessions that can be ended.</summary>
internal static class PortalSignIn
{
    // Why the sign-in that a request came with is no longer one.
    private const string Ended = "CareCoord.Ended";

    public static void AddPortalSignIn(this IServiceCollection services, PortalOrigin origin)
    {
        services
            .AddIdentityCore<Account>()
            .AddSignInManager<SessionSignIn>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        // An account's name and address are the invitation's, and its password is judged by PasswordRules alone.
        services.RemoveAll<IUserValidator<Account>>().RemoveAll<IPasswordValidator<Account>>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<AccountStore>().AddScoped<IUserStore<Account>>(scope => scope.GetRequiredService<AccountStore>());
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);

        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    Harden(cookie.Cookie, origin, "carecoord");
                    cookie.LoginPath = "/sign-in";
                    cookie.ReturnUrlParameter = "from";
                    cookie.AccessDeniedPath = "/not-found";
                    // How long a sign-in lasts is said by its session alone, for every channel alike: the cookie outlives it.
                    cookie.ExpireTimeSpan = SignInSessions.Longest * 2;
                    cookie.SlidingExpiration = false;
                    cookie.Events.OnValidatePrincipal = CheckSessionAsync;
                    // The page leads on, by an address that was looked at; what came with the link is not written into a header as it is.
                    cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
                    cookie.Events.OnRedirectToLogin = context =>
                        context.Request.Path.StartsWithSegments("/_blazor") ? RefuseAsync(context) : ToSignInAsync(context);
                }
            )
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                cookie =>
                {
                    Harden(cookie.Cookie, origin, "carecoord-second-step");
                    cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
        services.AddAntiforgery(forms => Harden(forms.Cookie, origin, "carecoord-form"));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentMe>().AddScoped<SessionSignIn>().AddScoped<AccountSecurity>();
        services.AddScoped<SessionCircuit>().AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<SessionCircuit>());
        services.AddScoped<CircuitConnection>().AddScoped<CircuitHandler>(circuit => circuit.GetRequiredService<CircuitConnection>());
        services.AddSingleton<ConnectionFilter>().AddSingleton<LiveConnections>();
        services.AddHostedService(portal => portal.GetRequiredService<LiveConnections>());
    }

    private static Task RefuseAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static void Harden(CookieBuilder cookie, PortalOrigin origin, string name)
    {
        cookie.Name = origin.CookieName(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = origin.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    // Every request asks anew: an ended session, a rested account or a changed security stamp ends the cookie here.
    private static async Task CheckSessionAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (NeedsNobody(http))
        {
            context.RejectPrincipal();
            return;
        }

        var sessions = http.RequestServices.GetRequiredService<SignInSessions>();
        var said = context.Principal!;
        var id = Guid.TryParse(said.FindFirstValue(Me.Session), out var named) ? named : Guid.Empty;
        var who = await sessions.CheckAsync(id, http.RequestAborted);
        if (who is null || who.SecurityStamp != said.FindFirstValue(Me.Stamp))
        {
            http.Items[Ended] = who is null ? await sessions.WhyEndedAsync(id, http.RequestAborted) : SignInEnd.Ended;
            context.RejectPrincipal();
            // What a page asks by itself leaves the cookie: it is what the page is led by to the reason.
            if (IsThere(http.Request))
                await http.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        if (IsThere(http.Request))
            who = await sessions.SeenAsync(who, http.RequestAborted);
        context.ReplacePrincipal(
            Me.Principal(who, said.FindFirstValue(Me.OwnPatient), http.Connection.RemoteIpAddress, IdentityConstants.ApplicationScheme)
        );
    }

    // What an open page asks by itself is no sign that somebody is still there. What is done in a live part is told by its circuit.
    private static bool IsThere(HttpRequest request) =>
        !request.Path.StartsWithSegments(NotificationEndpoints.Background) && !request.Path.StartsWithSegments("/_blazor");

    // Assets and health answer everybody; the error page must stand when the database, which knows the session, does not.
    private static bool NeedsNobody(HttpContext http) =>
        http.Features.Get<IExceptionHandlerFeature>() is { Error: not NotFound }
        || (
            http.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
            && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null
        );

    // A form that comes too late leads to the sign-in page, and from there back to its page; what only takes posts cannot be opened.
    private static Task ToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var isPage = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        var to = isPage || HttpMethods.IsGet(context.Request.Method) ? context.RedirectUri : "/sign-in";
        context.Response.Redirect(
            context.HttpContext.Items[Ended] switch
            {
                SignInEnd.Idle => QueryHelpers.AddQueryString(to, "ended", "idle"),
                SignInEnd.Longest => QueryHelpers.AddQueryString(to, "ended", "longest"),
                SignInEnd.Ended => QueryHelpers.AddQueryString(to, "signed-out", "yes"),
                _ => to,
            }
        );
        return Task.CompletedTask;
    }
}
