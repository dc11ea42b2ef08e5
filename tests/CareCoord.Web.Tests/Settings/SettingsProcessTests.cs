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
        Assert.Equal((1, "", NothingSet), await PortalProcess.EndedAsync(PortalProcess.Folder));

    [Fact]
    public async Task What_the_file_in_its_folder_says_counts()
    {
        await WriteAsync("""{ "CareCoord": { /* a comment */ "Smtp": { "Port": "abc" } } }""");

        var (_, _, said) = await PortalProcess.EndedAsync(folder.FullName);

        Assert.Contains("CareCoord__Smtp__Port must be a number from 1 to 65535.\n", said);
    }

    [Fact]
    public async Task What_the_environment_says_wins_over_the_file()
    {
        await WriteAsync("""{ "CareCoord": { "Smtp": { "Port": "abc" }, "Node": "a|b" } }""");

        var (_, _, said) = await PortalProcess.EndedAsync(folder.FullName, ("CareCoord__Smtp__Port", "25"), ("CareCoord__Node", ""));

        Assert.Equal(NothingSet, said);
    }

    [Fact]
    public async Task A_file_that_is_no_JSON_is_told_with_its_line()
    {
        await WriteAsync("{\n  \"CareCoord\": {\n    \"Node\" \"portal-2\"\n  }\n}\n");

        var (code, _, said) = await PortalProcess.EndedAsync(folder.FullName);

        Assert.Equal(1, code);
        Assert.Equal(
            $"Failed to load configuration from file '{Path.Combine(folder.FullName, "appsettings.json")}': look at line 3.\n",
            said
        );
    }

    [Theory]
    [InlineData("the file")]
    [InlineData("the environment")]
    [InlineData("the environment, as ASP.NET Core's own")]
    [InlineData("the environment, as .NET's own")]
    [InlineData("the command line")]
    public async Task An_address_that_the_server_would_open_by_itself_stops_the_start_wherever_it_is_written(string where)
    {
        const string Open = "http://0.0.0.0:5089";
        if (where == "the file")
            await WriteAsync($$"""{ "Kestrel": { "Endpoints": { "Open": { "Url": "{{Open}}" } } } }""");
        var name = where switch
        {
            "the environment" => "Kestrel__Endpoints__Open__Url",
            "the environment, as ASP.NET Core's own" => "ASPNETCORE_Kestrel__Endpoints__Open__Url",
            "the environment, as .NET's own" => "DOTNET_Kestrel__Endpoints__Open__Url",
            _ => "NOTHING",
        };
        string[] arguments = where == "the command line" ? [$"--Kestrel:Endpoints:Open:Url={Open}"] : [];

        var (code, _, said) = await PortalProcess.EndedAsync(folder.FullName, arguments, (name, Open));

        Assert.Equal(1, code);
        Assert.Contains("Kestrel__Endpoints__Open__Url must not be set: what the portal listens on is said by ASPNETCORE_URLS.\n", said);
    }

    private Task WriteAsync(string json) => File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), json);
}
