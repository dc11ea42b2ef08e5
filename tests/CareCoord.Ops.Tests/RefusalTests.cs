using System.Net;
using System.Net.Sockets;
using CareCoord.Ops.Database;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Serving;
using CareCoord.Shared;

namespace CareCoord.Ops.Tests;

public sealed class RefusalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("carecoord-refusal-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_taken_port_is_named_with_the_remedy()
    {
        using var somebody = new TcpListener(IPAddress.Loopback, 0);
        somebody.Start();
        var port = ((IPEndPoint)somebody.LocalEndpoint).Port;

        var refused = Assert.Throws<OpsRefused>(() => PortalAddress.Parse($"http://127.0.0.1:{port}").RequireFree());

        Assert.StartsWith($"Port {port} is taken", refused.Message);
        Assert.Contains("ASPNETCORE_URLS=http://127.0.0.1:", refused.Message);
    }

    [Theory]
    [InlineData("somewhere")]
    [InlineData("ftp://127.0.0.1:21")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData(";")]
    public void What_is_no_address_is_refused(string urls) => Assert.Throws<OpsRefused>(() => PortalAddress.Parse(urls));

    [Theory]
    [InlineData(null, "http://127.0.0.1:5080/")]
    [InlineData("http://*:81", "http://127.0.0.1:81/")]
    [InlineData("http://[::]:82", "http://127.0.0.1:82/")]
    [InlineData("https://localhost:83;http://localhost:84", "http://localhost:84/")]
    public void The_address_to_browse_is_one_that_a_browser_can_open(string? urls, string browse) =>
        Assert.Equal(browse, PortalAddress.Parse(urls).Browse.ToString());

    [Fact]
    public void A_data_folder_serves_one_run_at_a_time()
    {
        using (DataFolder.Hold(folder.FullName))
        {
            var refused = Assert.Throws<OpsRefused>(() => DataFolder.Hold(folder.FullName));
            Assert.Contains($"{folder.FullName} is in use by another carecoord (process {Environment.ProcessId})", refused.Message);
        }

        DataFolder.Hold(folder.FullName).Dispose();
    }

    [Fact]
    public void A_disk_with_too_little_room_is_refused_with_both_sizes()
    {
        var refused = Assert.Throws<OpsRefused>(() => FreeSpace.Require(Path.Combine(folder.FullName, "not", "yet"), int.MaxValue));

        Assert.Contains($"MB left and CareCoord needs {int.MaxValue} MB", refused.Message);
    }

    [Theory]
    [InlineData("initdb: error: could not write to file \"x/PG_VERSION\": No space left on device", "is full")]
    [InlineData("initdb: error: could not create directory \"x\": Permission denied", "may not be written to by this user")]
    [InlineData(
        "starting\nFATAL:  could not map anonymous shared memory: Cannot allocate memory\nLOG:  database system is shut down",
        "FATAL:  could not map anonymous shared memory: Cannot allocate memory."
    )]
    public void PostgreSQLs_complaint_becomes_one_sentence(string said, string told)
    {
        var sentence = PostgresComplaint.Sentence("The database could not be made", said, "/data");

        Assert.Contains(told, sentence);
        Assert.DoesNotContain('\n', sentence);
    }

    [Theory]
    [InlineData(ExternalDatabase.App)]
    [InlineData(ExternalDatabase.Owner)]
    [InlineData(ExternalDatabase.Key)]
    public void A_server_of_ones_own_that_is_named_in_part_is_refused_with_what_is_missing(string missing)
    {
        var refused = Assert.Throws<OpsRefused>(() => ExternalDatabase.From(name => name == missing ? null : "Host=db"));

        Assert.StartsWith($"Missing: {missing}, while", refused.Message);
    }

    [Fact]
    public void What_is_no_connection_string_is_refused_without_being_repeated()
    {
        var refused = Assert.Throws<SettingsRefused>(() => ExternalDatabase.From(_ => "top=secret"));

        Assert.StartsWith(ExternalDatabase.App, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("yes")]
    public void What_CARECOORD_DEMO_does_not_know_is_refused(string said) =>
        Assert.Equal("CARECOORD_DEMO must be 1, or not set.", Assert.Throws<OpsRefused>(() => ServePortal.AsksForDemo(said)).Message);

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void CARECOORD_DEMO_asks_for_the_demo_by_a_1(string? said, bool asks) => Assert.Equal(asks, ServePortal.AsksForDemo(said));

    [Fact]
    public void Without_any_of_it_the_database_is_a_private_one() => Assert.Null(ExternalDatabase.From(_ => null));

    [Theory]
    [InlineData("ConnectionStrings__CareCoordOwner")]
    [InlineData("connectionstrings__carecoordowner")]
    [InlineData("ConnectionStrings:CareCoordOwner")]
    [InlineData("CUSTOMCONNSTR_CareCoordOwner")]
    [InlineData("PGPASSWORD")]
    public void The_portal_is_not_told(string name)
    {
        var told = WebEnvironment.From(
            new Dictionary<string, string> { [name] = "secret", ["LANG"] = "C" },
            new Dictionary<string, string>()
        );

        Assert.Equal(["LANG"], told.Keys);
    }
}
