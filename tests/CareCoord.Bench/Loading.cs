using CareCoord.Browsing;
using Microsoft.Playwright;

namespace CareCoord.Bench;

/// <summary>
/// What a patient's home costs to load for the first time on a slow telephone. Counted are bytes on the wire, and how long until it stands
/// there.
/// </summary>
internal static class Loading
{
    private const int Times = 5;
    private const double KilobitsASecond = 1000 / 8;

    // The last report of the largest thing painted, since the page was asked for.
    private const string Painted = """
        () => new Promise(done => {
          let last = 0;
          new PerformanceObserver(list => { for (const one of list.getEntries()) last = one.startTime; })
            .observe({ type: 'largest-contentful-paint', buffered: true });
          setTimeout(() => done(last), 500); })
        """;

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        await using var chromium = await Chromium.StartAsync();
        var who = (await stage.Site.PatientsAsync())[0].Person;
        await stage.Site.WarmUp.ToRestAsync(Pages.Home.Name, (await Pages.Home.OpeningAsync(stage.Site)).RunAsync);
        var loads = new List<(double Paint, double Needed, double All)>();
        // Somebody has opened the page before: what a server does once is not what a page costs.
        for (var round = -1; round < Times; round++)
        {
            var load = await LoadAsync(chromium.Browser, stage.Site.Portal.Address, who);
            if (round >= 0)
                loads.Add(load);
        }

        return
        [
            Figure.Of("home: page, CSS, script and font on the wire", "KB", loads.Select(load => load.Needed), 115),
            Figure.Of("home: everything on the wire", "KB", loads.Select(load => load.All)),
            Figure.Of("home: largest paint on a slow telephone", "ms", loads.Select(load => load.Paint), 1000),
        ];
    }

    private static async Task<(double Paint, double Needed, double All)> LoadAsync(IBrowser browser, Uri portal, Person who)
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = portal.ToString(),
                IgnoreHTTPSErrors = true,
                ViewportSize = new() { Width = 390, Height = 844 },
                DeviceScaleFactor = 2,
                IsMobile = true,
                HasTouch = true,
            }
        );
        await context.AddCookiesAsync(
            who.Cookies.Split("; ")
                .Select(cookie => cookie.Split('=', 2))
                .Select(cookie => new Cookie
                {
                    Name = cookie[0],
                    Value = cookie[1],
                    Url = portal.ToString(),
                    Secure = true,
                })
        );
        var page = await context.NewPageAsync();
        var wire = await context.NewCDPSessionAsync(page);
        var (kinds, all, needed) = (new Dictionary<string, string>(), 0.0, 0.0);
        wire.Event("Network.responseReceived").OnEvent += (_, told) =>
            kinds[told!.Value.GetProperty("requestId").GetString()!] = told.Value.GetProperty("type").GetString()!;
        wire.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            var bytes = told!.Value.GetProperty("encodedDataLength").GetDouble() / 1000;
            all += bytes;
            if (
                kinds.GetValueOrDefault(told.Value.GetProperty("requestId").GetString()!)
                is "Document"
                    or "Stylesheet"
                    or "Script"
                    or "Font"
            )
                needed += bytes;
        };
        await wire.SendAsync("Network.enable");
        await wire.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 150,
                ["downloadThroughput"] = 1600 * KilobitsASecond,
                ["uploadThroughput"] = 750 * KilobitsASecond,
            }
        );
        await wire.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Load });
        await page.Locator("[data-live=yes]").WaitForAsync();
        var painted = await page.EvaluateAsync<double>(Painted);
        return painted > 0 && kinds.ContainsValue("Stylesheet") && kinds.ContainsValue("Script")
            ? (painted, needed, all)
            : throw new InvalidOperationException("The home was not painted, or came without its style or script.");
    }
}
