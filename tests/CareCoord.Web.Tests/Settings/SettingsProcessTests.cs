using System.Diagnostics;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Web.Tests.Settings;

/// <summary>The portal's own process, with settings that stop it: what it says, and where it reads them.</summary>
public sealed class SettingsProcessTests : IDisposable
{
    private const string Missing = " is missing: start the portal by ./run.sh, or set it.\n";
    private const string NothingSet =
        "ConnectionStrings__CareCoord"
        + Missing
        + "CareCoord__ActorKey"
        + Missing
        + "CareCoord__DataFolder"
        + Missing
        + "CareCoord__DocumentKeyFile"
        + Missing;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("carecoord-start-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_fault_is_a_line_on_stderr_and_the_exit_code_is_not_0() =>
        Assert.Equal((1, "", NothingSet), await StartAsync(BuiltFolder));

    [Fact]
    public async Task What_the_file_in_its_folder_says_counts()
    {
        await WriteAsync("""{ "CareCoord": { /* a comment */ "Smtp": { "Port": "abc" } } }""");

        var (_, _, said) = await StartAsync(folder.FullName);

        Assert.Contains("CareCoord__Smtp__Port must be a number from 1 to 65535.\n", said);
    }

    [Fact]
    public async Task What_the_environment_says_wins_over_the_file()
    {
        await WriteAsync("""{ "CareCoord": { "Smtp": { "Port": "abc" }, "Node": "a|b" } }""");

        var (_, _, said) = await StartAsync(folder.FullName, ("CareCoord__Smtp__Port", "25"), ("CareCoord__Node", ""));

        Assert.Equal(NothingSet, said);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_told_with_its_line()
    {
        await WriteAsync("{\n  \"CareCoord\": {\n    \"Node\" \"portal-2\"\n  }\n}\n");

        var (code, _, said) = await StartAsync(folder.FullName);

        Assert.Equal(1, code);
        Assert.Equal(
            $"Failed to load configuration from file '{Path.Combine(folder.FullName, "appsettings.json")}': look at line 3.\n",
            said
        );
    }

    private static string BuiltFolder
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(DataFolder.Checkout(), "src/CareCoord.Web/bin", here.Parent!.Name, here.Name);
        }
    }

    private Task WriteAsync(string json) => File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), json);

    private static async Task<(int Code, string Out, string Err)> StartAsync(
        string folder,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(BuiltFolder, "CareCoord.Web.dll")]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await said, await wrong);
    }
}
