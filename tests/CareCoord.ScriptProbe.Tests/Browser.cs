using CareCoord.Browsing;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>One Chromium and one probe, shared by all tests that drive a page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private ServerProcess? probe;
    private Chromium? chromium;

    internal Uri Probe => probe!.Address;

    public async Task InitializeAsync()
    {
        probe = await ProbeBuild.StartAsync(ProbeBuild.Dll, ProbeBuild.Folder);
        chromium = await Chromium.StartAsync();
    }

    /// <summary>A page in a context of its own, at <paramref name="path"/>, through <paramref name="relay"/> if there is one.</summary>
    internal async Task<Tab> OpenAsync(string path, Relay? relay = null)
    {
        var context = await chromium!.OpenAsync(new() { BaseURL = (relay?.Address ?? Probe).ToString() });
        var tab = new Tab(await context.NewPageAsync());
        await tab.Page.GotoAsync(path);
        return tab;
    }

    public async Task DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

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
