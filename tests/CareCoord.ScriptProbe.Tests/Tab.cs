using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>A page with what it complained of and the sockets it opened.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> sockets = new();

    public Tab(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
            {
                complaints.Enqueue(line.Text);
            }
        };
        page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => complaints;

    public IReadOnlyCollection<string> Sockets => sockets;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Output(string of) => Page.Locator($"output[data-of='{of}']");

    /// <summary>Waits until the page's components answer: before that, a click on the prerendered page is lost.</summary>
    public Task IsLiveAsync() => Assertions.Expect(Page.Locator("section[data-live]").First).ToBeVisibleAsync();

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
