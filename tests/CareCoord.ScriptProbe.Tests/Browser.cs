using Microsoft.Playwright;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>One Chromium and one probe, shared by all tests that drive a page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private ProbeProcess? probe;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    internal Uri Probe => probe!.Address;

    public async Task InitializeAsync()
    {
        probe = await ProbeProcess.StartAsync(ProbeBuild.Dll, ProbeBuild.Folder);
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CARECOORD_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A page in a context of its own, at <paramref name="path"/>, through <paramref name="relay"/> if there is one.</summary>
    internal async Task<Tab> OpenAsync(string path, Relay? relay = null)
    {
        var context = await chromium!.NewContextAsync(new BrowserNewContextOptions { BaseURL = (relay?.Address ?? Probe).ToString() });
        var tab = new Tab(await context.NewPageAsync());
        await tab.Page.GotoAsync(path);
        return tab;
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.CloseAsync();
        }

        playwright?.Dispose();
        if (probe is not null)
        {
            await probe.DisposeAsync();
        }
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
