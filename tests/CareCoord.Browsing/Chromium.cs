using Microsoft.Playwright;

namespace CareCoord.Browsing;

/// <summary>The machine's Chromium without a window (CARECOORD_CHROMIUM names another), shared by all tests of a run.</summary>
public sealed class Chromium : IAsyncDisposable
{
    // The same engine as the one with a window, whose own surfaces cost more than the pages under test.
    private const string Debians = "/usr/bin/chromium-headless-shell";

    /// <summary>The longest that a test waits for what is sure to come: only a fault lets it pass, however busy the machine is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly SemaphoreSlim Gate = new(1);
    private static Chromium? shared;
    private static int users;
    private readonly IPlaywright playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>A browser window of somebody with cookies of their own.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    /// <summary>The browser of this run, started for the first who asks; it ends when all who asked have disposed of it.</summary>
    public static async Task<Chromium> StartAsync()
    {
        await Gate.WaitAsync();
        try
        {
            shared ??= await LaunchAsync();
            users++;
            return shared;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<Chromium> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CARECOORD_CHROMIUM") ?? Debians,
                Args =
                [
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        return new Chromium(playwright, browser);
    }

    public async ValueTask DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--users > 0)
                return;
            shared = null;
            await Browser.CloseAsync();
            playwright.Dispose();
        }
        finally
        {
            Gate.Release();
        }
    }
}
