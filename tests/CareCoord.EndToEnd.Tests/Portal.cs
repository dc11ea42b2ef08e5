using System.Reflection;
using CareCoord.Browsing;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The portal as its own process on a demo database, and the run's Chromium.</summary>
public sealed class Portal : IAsyncLifetime
{
    private ServerProcess? server;
    private Chromium? chromium;

    public DemoDatabase Database { get; } = new();

    internal Uri Address => server!.Address;

    /// <summary>What the portal has written to its log until now.</summary>
    internal string Log => server!.Said;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        server = await StartServerAsync();
        chromium = await Chromium.StartAsync();
    }

    /// <summary>
    /// Another portal process on the same database, with the same keys; it shows files to the virus scanner that listens at
    /// <paramref name="clamd"/>, if any.
    /// </summary>
    internal Task<ServerProcess> StartServerAsync(string? clamd = null) =>
        StartServerAsync(new Dictionary<string, string> { ["CareCoord__Antivirus__Clamd"] = clamd ?? "" });

    /// <summary>A portal process that has the pages of the gallery besides its own.</summary>
    internal Task<ServerProcess> StartGalleryAsync() =>
        StartServerAsync(
            new Dictionary<string, string>
            {
                ["DOTNET_STARTUP_HOOKS"] = Noted("Gallery"),
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "CareCoord.Gallery",
            }
        );

    private Task<ServerProcess> StartServerAsync(Dictionary<string, string> besides)
    {
        var built = Noted("PortalFolder");
        return ServerProcess.StartAsync(
            Path.Combine(built, "CareCoord.Web.dll"),
            built,
            new Dictionary<string, string>(besides)
            {
                ["ConnectionStrings__CareCoord"] = Database.AppConnectionString,
                ["CareCoord__ActorKey"] = Database.ActorKey,
                [DemoPeople.Setting] = DemoPeople.WriteTo(Database.Folder),
                ["CareCoord__DataFolder"] = Database.Folder,
                ["CareCoord__DocumentKeyFile"] = KeyFile.In(Database.Folder),
            }
        );
    }

    // What the build has noted in this assembly.
    private static string Noted(string name) =>
        typeof(Portal).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(noted => noted.Key == name).Value!;

    /// <summary>A browser window of a person: a phone (390 px) or a desktop (1440 px), light or dark.</summary>
    internal async Task<IPage> OpenAsync(Screen screen, ColorScheme scheme = ColorScheme.Light, Relay? relay = null)
    {
        var context = await chromium!.OpenAsync(
            new()
            {
                BaseURL = (relay?.Address ?? Address).ToString(),
                ViewportSize = screen == Screen.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-US",
                TimezoneId = "America/Chicago",
            }
        );
        return await context.NewPageAsync();
    }

    /// <summary>A telephone on which no script runs, in the hand of whoever is signed in there.</summary>
    internal async Task<IPage> WithoutScriptAsync(IPage signedIn)
    {
        var context = await chromium!.OpenAsync(
            new()
            {
                BaseURL = Address.ToString(),
                JavaScriptEnabled = false,
                ViewportSize = new() { Width = 390, Height = 844 },
                StorageState = await signedIn.Context.StorageStateAsync(),
            }
        );
        return await context.NewPageAsync();
    }

    /// <summary>A telephone in another time zone, in the hand of whoever is signed in there.</summary>
    internal async Task<IPage> ElsewhereAsync(IPage signedIn, string zone)
    {
        var context = await chromium!.OpenAsync(
            new()
            {
                BaseURL = Address.ToString(),
                ViewportSize = new() { Width = 390, Height = 844 },
                StorageState = await signedIn.Context.StorageStateAsync(),
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = zone,
            }
        );
        return await context.NewPageAsync();
    }

    /// <summary>A window with somebody of the demo network signed in by the form.</summary>
    internal async Task<IPage> SignedInAsync(string email, Screen screen, ColorScheme scheme = ColorScheme.Light, Relay? relay = null)
    {
        var page = await OpenAsync(screen, scheme, relay);
        await page.GotoAsync("/sign-in");
        await SignInAsync(page, email, DemoPeople.Password);
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(relay?.Address ?? Address, "/").ToString());
        return page;
    }

    internal static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.Labelled("Email").FillAsync(email);
        await page.Labelled("Password").FillAsync(password);
        await page.Named(AriaRole.Button, "Sign in").ClickAsync();
    }

    /// <summary>This moment: the portal's own process knows no other, and what a test does behind its back is done now.</summary>
    internal DateTimeOffset Now()
    {
        Database.Clock.Set(TimeProvider.System.GetUtcNow());
        return Database.Clock.GetUtcNow();
    }

    /// <summary>The id of a demo patient.</summary>
    internal Task<Guid> PatientAsync(string givenName) => Database.PatientAsync(givenName);

    /// <summary>Opens a page, and sees that it reads.</summary>
    internal async Task VisitAsync(IPage page, PageVisit visit)
    {
        await page.GotoAsync(await visit.AddressAsync(Database));
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(visit.Reads);
    }

    /// <summary>The path of the link in the mail of an invitation, which the portal wrote into its data folder.</summary>
    internal async Task<string> InvitationAsync(string email)
    {
        var outbox = Path.Combine(Database.Folder, "outbox");
        for (var i = 0; i < 600; i++)
        {
            foreach (var file in Directory.Exists(outbox) ? Directory.GetFiles(outbox, "*.eml") : [])
            {
                var mail = (await File.ReadAllTextAsync(file)).Replace("=\r\n", "").Replace("=3D", "=");
                if (
                    mail.Contains(email, StringComparison.Ordinal)
                    && System.Text.RegularExpressions.Regex.Match(mail, "/invitation/[A-Za-z0-9_-]{43}") is { Success: true } link
                )
                    return link.Value;
            }

            await Task.Delay(100);
        }

        throw new Xunit.Sdk.XunitException($"No invitation was mailed to {email}.");
    }

    /// <summary>Leaves a picture in the folder that CARECOORD_PICTURES names, where one looks at the pages.</summary>
    internal static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CARECOORD_PICTURES") is { Length: > 0 } pictures)
            await page.ScreenshotAsync(new() { Path = Path.Combine(pictures, name + ".png"), FullPage = true });
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        await Database.DisposeAsync();
    }
}

/// <summary>What somebody holds or sits at.</summary>
public enum Screen
{
    Phone,
    Desktop,
}

/// <summary>The tests that act, one after the other on one portal.</summary>
[CollectionDefinition(Name)]
public sealed class PortalTests : ICollectionFixture<Portal>
{
    public const string Name = "portal";
}
