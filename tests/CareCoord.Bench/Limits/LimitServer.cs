using CareCoord.Browsing;

namespace CareCoord.Bench.Limits;

/// <summary>The limit as a process of its own, so that what it uses is counted by itself.</summary>
internal sealed class LimitServer : IAsyncDisposable
{
    private const string Database = "CARECOORD_BENCH_DATABASE";

    private readonly ServerProcess process;

    private LimitServer(ServerProcess process) => (this.process, Http) = (process, new HttpClient { BaseAddress = process.Address });

    public int Id => process.Id;

    public HttpClient Http { get; }

    /// <summary>Starts it on a database, as the role that owns it and is held back by nothing.</summary>
    public static async Task<LimitServer> StartAsync(string database)
    {
        var dll = typeof(LimitServer).Assembly.Location;
        return new(
            await ServerProcess.StartAsync(
                dll,
                Path.GetDirectoryName(dll)!,
                new Dictionary<string, string> { [Database] = database },
                "limit"
            )
        );
    }

    /// <summary>What the process does: one statement a question, prepared, in one batch, and its rows as HTML.</summary>
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        await using var pages = new LimitPages(Environment.GetEnvironmentVariable(Database)!);
        await using var app = builder.Build();
        app.MapGet("/{page}/{id:guid}", (HttpContext http, string page, Guid id) => pages.WriteAsync(http, page, id));
        await app.RunAsync();
    }

    /// <summary>Asks for a page and reads it to its end.</summary>
    public async Task OpenAsync(string page, Guid id)
    {
        using var answer = await Http.GetAsync($"{page}/{id}");
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }
}
