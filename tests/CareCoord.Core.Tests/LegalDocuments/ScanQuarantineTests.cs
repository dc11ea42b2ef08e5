using System.Net;
using System.Net.Sockets;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>What waits for the virus scanner is handed to nobody before it is found clean; the scanner is a real one.</summary>
public sealed class ScanQuarantineTests(ScannedDatabase database) : IClassFixture<ScannedDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public async Task InitializeAsync()
    {
        await stage.OpenAsync();
        await database.AsOwnerAsync("update document_files set scan = 'clean', scanned_at = uploaded_at where scan = 'quarantined'");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_test_file_is_found_harmful_and_others_are_clean()
    {
        await database.Clamd.StartAsync();
        var antivirus = database.Get<Antivirus>();

        Assert.Equal(VirusVerdict.Infected, await antivirus.ScanAsync(new MemoryStream(TestPages.Eicar), default));
        Assert.Equal(VirusVerdict.Clean, await antivirus.ScanAsync(new MemoryStream(TestPages.Pdf()), default));
        Assert.Equal(VirusVerdict.Clean, await antivirus.ScanAsync(new MemoryStream(new byte[FileVault.Largest]), default));
        await database.Clamd.KillAsync();
        Assert.Equal(VirusVerdict.NoAnswer, await antivirus.ScanAsync(new MemoryStream(TestPages.Pdf()), default));
    }

    [Fact]
    public async Task What_waits_is_scanned_when_the_scanner_is_back()
    {
        var good = await stage.UploadAsync(Cast.Caregiver, "harmless", scan: ScanState.Quarantined);
        var bad = await stage.UploadAsync(Cast.Caregiver, System.Text.Encoding.ASCII.GetString(TestPages.Eicar), DocumentKind.Release, ScanState.Quarantined);
        var scan = database.Get<ScanQuarantine>();
        Assert.Equal(new QuarantineScanned(0, 0, 1), await scan.ScanAsync(default));
        Assert.False((await PagesAsync(good)).IsOpen);

        await database.Clamd.StartAsync();
        Assert.Equal(new QuarantineScanned(1, 1, 0), await scan.ScanAsync(default));
        await database.Clamd.KillAsync();

        Assert.Equal((ScanState.Clean, ScanState.Infected), ((await PagesAsync(good)).Scan, (await PagesAsync(bad)).Scan));
        Assert.False((await PagesAsync(bad)).IsOpen);
        var harmful = (await PagesAsync(bad)).File;
        Assert.Throws<FileDamaged>(() => database.Get<FileVault>().Open(harmful));
        Assert.Equal(["document_infected"], await stage.ToldAsync(Cast.Caregiver));
        await stage.DescribeAsync(Cast.Caregiver, bad, DocumentStage.Facts());
        await Assert.ThrowsAsync<CareCoord.Shared.RuleBroken>(() => stage.SubmitAsync(Cast.Caregiver, bad));
    }

    [Theory]
    [InlineData("stream: OK\0", VirusVerdict.Clean)]
    [InlineData("stream: Win.Test FOUND\0", VirusVerdict.Infected)]
    [InlineData("INSTREAM size limit exceeded. ERROR\0", VirusVerdict.NoAnswer)]
    [InlineData("stream: OK, perhaps\0", VirusVerdict.NoAnswer)]
    [InlineData("", VirusVerdict.NoAnswer)]
    public async Task Only_a_plain_yes_is_clean(string said, VirusVerdict expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var buffer = new byte[4096];
            await client.GetStream().ReadAtLeastAsync(buffer, 10 + 4 + 8 + 4);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(said));
        });

        var verdict = await new Antivirus(AntivirusSettings.Of($"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).ScanAsync(new MemoryStream(new byte[8]), default);

        await answering;
        Assert.Equal(expected, verdict);
    }

    [Theory]
    [InlineData("clamd")]
    [InlineData("clamd:0")]
    [InlineData(":3310")]
    [InlineData("clamd:many")]
    public void An_address_that_is_none_is_refused(string address) => Assert.Throws<InvalidOperationException>(() => AntivirusSettings.Of(address));

    private Task<PagesHandedOut> PagesAsync(Guid document) => database.Get<LegalDocumentQueries>().PagesAsync(Cast.Caregiver, Cast.Patient, document, default);
}

/// <summary>A database whose documents are shown to a virus scanner, which a test starts.</summary>
public sealed class ScannedDatabase : TestDatabase, IAsyncLifetime
{
    public ClamdProcess Clamd { get; } = new();

    protected override AntivirusSettings? Scanner => Clamd.Settings;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Clamd.DisposeAsync();
    }
}
