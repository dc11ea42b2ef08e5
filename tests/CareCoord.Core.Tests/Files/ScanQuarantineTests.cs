using System.Net;
using System.Net.Sockets;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Core.Tests.CareTasks;
using CareCoord.Core.Tests.LegalDocuments;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>What waits for the virus scanner is handed to nobody before it is found clean; the scanner is a real one.</summary>
public sealed class ScanQuarantineTests(ScannedDatabase database) : IClassFixture<ScannedDatabase>, IAsyncLifetime
{
    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public async Task InitializeAsync()
    {
        await stage.OpenAsync();
        await database.AsOwnerAsync("update files set scan = 'clean', scanned_at = uploaded_at where scan = 'quarantined'");
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
        var bad = await stage.UploadAsync(
            Cast.Caregiver,
            System.Text.Encoding.ASCII.GetString(TestPages.Eicar),
            DocumentKind.Release,
            ScanState.Quarantined
        );
        var scan = database.Get<ScanQuarantine>();
        Assert.Equal(new QuarantineScanned(0, 0, 1), await scan.ScanAsync(default));
        Assert.False((await PagesAsync(good)).IsOpen);

        await database.Clamd.StartAsync();
        Assert.Equal(new QuarantineScanned(1, 1, 0), await scan.ScanAsync(default));
        await database.Clamd.KillAsync();

        Assert.Equal((ScanState.Clean, ScanState.Infected), ((await PagesAsync(good)).Scan, (await PagesAsync(bad)).Scan));
        Assert.False((await PagesAsync(bad)).IsOpen);
        var harmful = (await PagesAsync(bad)).Sealed;
        Assert.Throws<FileDamaged>(() => database.Get<FileVault>().Open(harmful));
        Assert.Equal(["document_infected"], await stage.ToldAsync(Cast.Caregiver));
        await stage.DescribeAsync(Cast.Caregiver, bad, DocumentStage.Facts());
        await Assert.ThrowsAsync<CareCoord.Shared.RuleBroken>(() => stage.SubmitAsync(Cast.Caregiver, bad));
    }

    [Fact]
    public async Task Files_of_tasks_wait_too_and_those_concerned_are_told_when_one_is_harmful()
    {
        var played = await TaskStage.PlayAsync(database);
        var (open, closed) = (await played.AssignAsync(new(played.Mia.AccountId)), await played.AssignAsync(new(played.Mia.AccountId)));
        await database.AttachAsync(played.Nurse, played.Patient, open, "Good.pdf", TestPages.Pdf("Harmless"));
        played.Tick();
        await database.AttachAsync(played.Nurse, played.Patient, open, "Bad.pdf", TestPages.HarmfulPdf);
        await database.AttachAsync(played.Nurse, played.Patient, closed, "Late.pdf", TestPages.HarmfulPdf);
        await played.DoAsync(played.Coordinator, closed, new CancelCareTask("Not needed."));
        Assert.Equal([ScanState.Quarantined, ScanState.Quarantined], await StatesAsync(played, open));
        var bad = (await DetailAsync(played, open)).Attachments[1];
        Assert.Equal(new QuarantineScanned(0, 0, 1), await database.Get<ScanQuarantine>().ScanAsync(default));

        await database.Clamd.StartAsync();
        Assert.Equal(new QuarantineScanned(1, 2, 0), await database.Get<ScanQuarantine>().ScanAsync(default));
        await database.Clamd.KillAsync();

        Assert.Equal([ScanState.Clean, ScanState.Infected], await StatesAsync(played, open));
        Assert.Equal([ScanState.Infected], await StatesAsync(played, closed));
        var handed = await database.Get<CareTaskFileQueries>().FileAsync(played.Mia, played.Patient, bad.Id, default);
        Assert.Throws<FileDamaged>(() => database.Get<FileVault>().Open(handed.Sealed));
        Assert.Equal(("found_harmful", Actor.Portal.AccountId, "Bad.pdf"), (await played.HistoryAsync(open))[^1]);
        foreach (var told in new[] { played.Nurse, played.Coordinator })
            Assert.Equal(
                2,
                await database.AsOwnerAsync<long>(
                    """
                    select count(*) from notifications where account_id = $1 and kind = 'task_changed' and caused_by = $2
                      and subject_id in ($3, $4)
                    """,
                    told.AccountId,
                    Actor.Portal.AccountId,
                    open,
                    closed
                )
            );
        Assert.Equal(
            2,
            (await database.NotedAsync(Actor.Portal.AccountId)).Count(n =>
                n.Action == "care-task.file-found-harmful" && n.Patients.SequenceEqual([played.Patient])
            )
        );
    }

    [Fact]
    public async Task What_is_harmful_is_refused_in_the_same_words_on_a_task_and_on_a_directive_and_nothing_is_kept()
    {
        var played = await TaskStage.PlayAsync(database);
        var task = await played.AssignAsync(new(played.Mia.AccountId));
        var lying = Lying();
        await database.Clamd.StartAsync();

        var onTask = await Assert.ThrowsAsync<CareCoord.Shared.RuleBroken>(() =>
            database.AttachAsync(played.Mia, played.Patient, task, "Bad.pdf", TestPages.HarmfulPdf)
        );
        var onDirective = await Assert.ThrowsAsync<CareCoord.Shared.RuleBroken>(() =>
            database.HandInAsync(Cast.Self, Cast.Patient, "Bad.pdf", TestPages.HarmfulPdf)
        );
        await database.AttachAsync(played.Mia, played.Patient, task, "Good.pdf", TestPages.Pdf("Clean at once"));
        await database.Clamd.KillAsync();

        Assert.Equal(onDirective.Message, onTask.Message);
        Assert.StartsWith("The virus scanner found something harmful in this file, so it was not kept.", onTask.Message);
        Assert.Equal([ScanState.Clean], await StatesAsync(played, task));
        Assert.Equal(lying + 1, Lying());
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

        var verdict = await new Antivirus(AntivirusSettings.Of($"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).ScanAsync(
            new MemoryStream(new byte[8]),
            default
        );

        await answering;
        Assert.Equal(expected, verdict);
    }

    [Theory]
    [InlineData("clamd")]
    [InlineData("clamd:0")]
    [InlineData(":3310")]
    [InlineData("clamd:many")]
    public void An_address_that_is_none_is_refused(string address) => Assert.Throws<SettingsRefused>(() => AntivirusSettings.Of(address));

    private int Lying() => Directory.GetFiles(Path.Combine(database.Folder, "documents"), "*", SearchOption.AllDirectories).Length;

    private Task<TaskDetail> DetailAsync(TaskStage played, Guid task) =>
        database.Get<CareTaskQueries>().TaskAsync(played.Mia, played.Patient, task, null, default);

    private async Task<IEnumerable<ScanState>> StatesAsync(TaskStage played, Guid task) =>
        (await DetailAsync(played, task)).Attachments.Select(file => file.Scan);

    private Task<FileHandedOut> PagesAsync(Guid document) =>
        database.Get<LegalDocumentQueries>().PagesAsync(Cast.Caregiver, Cast.Patient, document, default);
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
