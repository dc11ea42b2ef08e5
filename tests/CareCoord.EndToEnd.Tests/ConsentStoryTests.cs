using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using CareCoord.Browsing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Rosa lets somebody help, looks at what they see, and ends it while their page is open.</summary>
[Collection(PortalTests.Name)]
public sealed class ConsentStoryTests(Portal portal)
{
    private const string Password = "four quiet words on paper";

    [Theory]
    [InlineData(Screen.Phone, "elena@example.test")]
    [InlineData(Screen.Desktop, "elisa@example.test")]
    public async Task Rosa_invites_looks_first_and_ends_it_while_the_page_is_open(Screen screen, string email)
    {
        var rosa = await portal.SignedInAsync("rosa@demo.carecoord.test", screen);
        await rosa.GotoAsync("/access");
        await rosa.Named(AriaRole.Link, "Let somebody help me").ClickAsync();
        foreach (var label in new[] { "Mental health", "Reproductive health", "Substance use", "HIV" })
            await Assertions.Expect(rosa.Choice(label)).Not.ToBeCheckedAsync();
        await rosa.Labelled("Their name").FillAsync("Elena Cruz");
        await rosa.Labelled("What they are to you").FillAsync("daughter-in-law");
        await rosa.Labelled("Their email").FillAsync(email);
        await rosa.Named(AriaRole.Radiogroup, "Visits").Labelled("See it").CheckAsync();
        await EveryPageTests.LooksRightAsync(rosa, "invite-filled", screen);

        await rosa.Named(AriaRole.Button, "First see what they would see").ClickAsync();
        var banner = rosa.Named(AriaRole.Region, "What somebody else sees");
        await Assertions.Expect(banner).ToContainTextAsync("You see what Elena Cruz sees.");
        await Assertions.Expect(rosa.Locator("main")).ToContainTextAsync("You are Rosa’s daughter-in-law.");
        await EveryPageTests.LooksRightAsync(rosa, "preview-home", screen);
        await rosa.Named(AriaRole.Link, "Visits").ClickAsync();
        await Assertions.Expect(rosa.Locator("main")).ToContainTextAsync("Elena Cruz for Rosa Reyes");
        await EveryPageTests.LooksRightAsync(rosa, "preview-visits", screen);
        await banner.Named(AriaRole.Button, "Back to your own record").ClickAsync();
        await Assertions.Expect(rosa.Named(AriaRole.Heading, "Who can see my record")).ToBeVisibleAsync();

        await rosa.Named(AriaRole.Link, "Let somebody help me").ClickAsync();
        await Assertions.Expect(rosa.Labelled("Their email")).ToHaveValueAsync(email);
        await rosa.Named(AriaRole.Button, "Send the invitation").ClickAsync();
        await Assertions.Expect(rosa.GetByRole(AriaRole.Status).Filter(new() { HasText = "on its way" })).ToBeVisibleAsync();

        var elena = await portal.OpenAsync(screen);
        await elena.GotoAsync(await portal.InvitationAsync(email));
        await EveryPageTests.LooksRightAsync(elena, "invitation", screen);
        await elena.Named(AriaRole.Link, "Make an account").ClickAsync();
        await elena.Labelled("Password").FillAsync(Password);
        await elena.Labelled("Password again").FillAsync(Password);
        await EveryPageTests.LooksRightAsync(elena, "invitation-account", screen);
        await elena.Named(AriaRole.Button, "Make the account").ClickAsync();
        await elena.Labelled("Date of birth of Rosa").FillAsync("1944-02-12");
        await elena.Named(AriaRole.Button, "Accept the invitation").ClickAsync();
        await Assertions.Expect(elena.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be used with what you entered");
        await EveryPageTests.LooksRightAsync(elena, "invitation-date", screen);
        await elena.Labelled("Date of birth of Rosa").FillAsync("1944-02-11");
        await elena.Named(AriaRole.Button, "Accept the invitation").ClickAsync();
        await Assertions.Expect(elena.Locator("main")).ToContainTextAsync("People you care for");

        await elena.Named(AriaRole.Link, "Visits").ClickAsync();
        await Assertions.Expect(elena.Locator("main")).ToContainTextAsync("Elena Cruz for Rosa Reyes");
        var visits = elena.Url;
        var home = await elena.Context.NewPageAsync();
        await home.GotoAsync("/");
        await Assertions.Expect(home.Locator("main")).ToContainTextAsync("Rosa Reyes");

        await rosa.GotoAsync("/access");
        await rosa.Named(AriaRole.Link, "Change or end what Elena Cruz may see").ClickAsync();
        await rosa.Named(AriaRole.Link, "End it for good").ClickAsync();
        await rosa.Named(AriaRole.Button, "End it").ClickAsync();
        await Assertions.Expect(rosa.GetByRole(AriaRole.Status).Filter(new() { HasText = "It is ended" })).ToBeVisibleAsync();

        foreach (var open in new[] { elena, home })
        {
            await Assertions.Expect(open.GetByRole(AriaRole.Alert)).ToContainTextAsync("You can no longer see Rosa’s record here");
            await Assertions.Expect(open.Locator("main")).Not.ToContainTextAsync("Reyes");
        }

        await EveryPageTests.LooksRightAsync(elena, "ended-page", screen);
        Assert.Equal(404, (await elena.GotoAsync(visits))!.Status);
        await elena.GoBackAsync();
        await Assertions.Expect(elena.Locator("main")).Not.ToContainTextAsync("Rosa Reyes");
        await rosa.OwnActsAsync(await portal.PatientAsync("Rosa"), "Rosa", "You ended what somebody who helps may see");
        foreach (var page in new[] { rosa, elena })
            await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Live_parts_of_an_open_start_page_leave_and_can_do_nothing_more()
    {
        var ana = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Desktop);
        // Without the stream of notifications, the live parts are all that is left to leave.
        await ana.Context.RouteAsync("**/live/**", route => route.AbortAsync());
        await ana.GotoAsync("/");
        await Assertions.Expect(ana.Locator("[data-live=yes]")).ToBeVisibleAsync();

        await WhileItRestsAsync(async () =>
        {
            await Assertions.Expect(ana).ToHaveURLAsync(new Regex("/\\?ended=yes$"));
            await Assertions.Expect(ana.Locator("main")).ToContainTextAsync("has changed just now, so the page that was open was cleared");
            await Assertions.Expect(ana.Locator("main")).Not.ToContainTextAsync("Rosa Reyes");
        });
        await ana.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_will_not_leave_is_cut_off_and_cut_off_again_when_it_comes_back()
    {
        var ana = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Desktop);
        await ana.Context.RouteAsync("**/live/**", route => route.AbortAsync());
        // It is told to leave, and stays.
        await ana.Context.RouteAsync("**/?ended=yes", route => route.FulfillAsync(new() { Status = 204 }));
        var sockets = new Sockets(ana);
        await ana.GotoAsync("/");
        await Assertions.Expect(ana.Locator("[data-live=yes]")).ToBeVisibleAsync();
        await ana.EvaluateAsync("window.stillThisPage = true");
        // The page that signed in had one of its own, which went with it.
        var own = sockets.Opened;

        await WhileItRestsAsync(async () =>
        {
            await sockets.EndAsync(own).WaitAsync(Chromium.Patience);
            var heard = await sockets.EndAsync(own + 1).WaitAsync(Chromium.Patience);
            Assert.DoesNotContain("Rosa", heard);
            Assert.DoesNotContain("tick", heard);
            Assert.True(await ana.EvaluateAsync<bool>("window.stillThisPage && document.querySelectorAll('.tick').length === 0"));
        });
        await ana.Context.CloseAsync();
    }

    // Ana's grant rests meanwhile, and goes on whatever comes of it.
    private async Task WhileItRestsAsync(Func<Task> meanwhile)
    {
        await RestAsync("Suspend it");
        try
        {
            await meanwhile();
        }
        finally
        {
            await RestAsync("Let it go on");
        }
    }

    private async Task RestAsync(string what)
    {
        var grant = await portal.Database.AsOwnerAsync<Guid>(
            "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email = 'ana@demo.carecoord.test'"
        );
        var rosa = await portal.SignedInAsync("rosa@demo.carecoord.test", Screen.Phone);
        await rosa.GotoAsync($"/patients/{await portal.PatientAsync("Rosa")}/access/grants/{grant}");
        await rosa.Named(AriaRole.Button, what).ClickAsync();
        await Assertions.Expect(rosa.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await rosa.Context.CloseAsync();
    }

    // The live connections of a page in the order in which they were opened, each with what came over it until its end.
    private sealed class Sockets
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> ends = [];
        private int opened;

        public Sockets(IPage page) =>
            page.WebSocket += (_, socket) =>
            {
                var (end, heard) = (End(Interlocked.Increment(ref opened)), new StringBuilder());
                socket.FrameReceived += (_, frame) => heard.Append(frame.Text ?? Encoding.UTF8.GetString(frame.Binary!));
                socket.Close += (_, _) => end.TrySetResult(heard.ToString());
            };

        public int Opened => Volatile.Read(ref opened);

        public Task<string> EndAsync(int which) => End(which).Task;

        private TaskCompletionSource<string> End(int which) => ends.GetOrAdd(which, _ => new());
    }
}
