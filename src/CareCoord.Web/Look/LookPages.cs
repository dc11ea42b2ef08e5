using CareCoord.Web.Shell;
using MudBlazor.Services;

namespace CareCoord.Web.Look;

internal static class LookPages
{
    public static readonly FeaturePages Pages = new()
    {
        Services = (builder, _) =>
        {
            builder.Services.AddSingleton<ThemeSheet>();
            // Static pages have no provider, and need none.
            builder.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        },
        Endpoints = app =>
            app.MapGet("/theme.{hash}.css", (HttpContext http, ThemeSheet sheet, string hash) => sheet.AnswerAsync(http, hash))
                .AllowAnonymous()
                .DisableRateLimiting(),
    };
}
