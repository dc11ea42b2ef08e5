using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace CareCoord.Web.Look;

/// <summary>The stylesheet of the theme, made once: light, dark by choice, dark by the device, and light on paper.</summary>
internal sealed class ThemeSheet(IServiceProvider services, ILoggerFactory logs)
{
    private readonly Lazy<Task<Made>> made = new(() => MakeAsync(services, logs));

    /// <summary>Its address, which changes with what stands in it.</summary>
    public async Task<string> AddressAsync() => $"/theme.{(await made.Value).Hash}.css";

    /// <summary>The sheet, compressed where the browser takes that.</summary>
    public async Task<IResult> AnswerAsync(HttpContext http, string hash)
    {
        var sheet = await made.Value;
        if (hash != sheet.Hash)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(sheet.Plain, "text/css; charset=utf-8");
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(sheet.Compressed, "text/css; charset=utf-8");
    }

    private static async Task<Made> MakeAsync(IServiceProvider services, ILoggerFactory logs)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var (light, dark) = (await RootAsync(renderer, false), await RootAsync(renderer, true));
        var text = new StringBuilder()
            .Append(":root{color-scheme:light;")
            .Append(light)
            .Append(Own(token => token.Light))
            .Append("}\n")
            .Append(":root[data-theme=dark]{color-scheme:dark;")
            .Append(dark)
            .Append(Own(token => token.Dark))
            .Append("}\n")
            .Append("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;")
            .Append(dark)
            .Append(Own(token => token.Dark))
            .Append("}}\n")
            .Append("@media print{:root:root:root{color-scheme:light;")
            .Append(light)
            .Append(Own(token => token.Light))
            .Append("}}\n")
            .ToString();
        var plain = Encoding.UTF8.GetBytes(text);
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize))
            brotli.Write(plain);
        return new(Convert.ToHexStringLower(SHA256.HashData(plain))[..12], plain, compressed.ToArray());
    }

    // What the library's own provider writes into the head of a page, where our policy would block it.
    private static async Task<string> RootAsync(HtmlRenderer renderer, bool dark)
    {
        var parameters = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                ["Theme"] = PortalTheme.Theme,
                ["IsDarkMode"] = dark,
                ["ObserveSystemDarkModeChange"] = false,
            }
        );
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString()
        );
        var begin = html.IndexOf(":root{", StringComparison.Ordinal) + 6;
        return html[begin..html.IndexOf('}', begin)].ReplaceLineEndings("").Trim();
    }

    private static string Own(Func<(string Name, string Light, string Dark), string> value) =>
        string.Concat(PortalTheme.Tokens.Select(token => $"--{token.Name}:{value(token)};"))
        + string.Concat(PortalTheme.Aliases.Select(alias => $"--{alias.Name}:var(--mud-palette-{alias.Of});"));

    private sealed record Made(string Hash, byte[] Plain, byte[] Compressed);
}
