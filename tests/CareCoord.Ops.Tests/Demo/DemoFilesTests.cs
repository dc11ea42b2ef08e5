using System.Diagnostics;
using System.Security.Cryptography;
using CareCoord.Files;
using Npgsql;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>The files of the demo's legal documents are real, whole and encrypted.</summary>
[Collection(nameof(DemoCluster))]
public sealed class DemoFilesTests(DemoCluster demo)
{
    [Fact]
    public async Task Every_file_reads_back_whole_and_is_a_PDF_with_as_many_pages_as_its_row_says()
    {
        var seen = 0;
        foreach (var (file, pages) in await FilesAsync())
        {
            await using var content = demo.Vault.Open(file);
            using var read = new MemoryStream();
            await content.CopyToAsync(read);
            Assert.Equal(file.Sha256, SHA256.HashData(read.ToArray()));
            Assert.Equal(file.Size, read.Length);
            // The tools that look at what people upload take it too; a few stand for all.
            if (seen++ % 25 != 0)
                continue;
            Assert.Equal((FileKinds.Pdf, pages), await LookAsync(read.ToArray()));
        }

        Assert.InRange(seen, 60, 200);
        Assert.Equal(seen, Directory.EnumerateFiles(demo.DocumentsKept, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task No_two_files_share_a_key_and_none_lies_readable()
    {
        Assert.Equal(0L, await demo.AskAsync<long>("select count(*) - count(distinct wrapped_key) from files"));
        foreach (var kept in Directory.EnumerateFiles(demo.DocumentsKept, "*", SearchOption.AllDirectories).Take(20))
            Assert.True((await File.ReadAllBytesAsync(kept)).AsSpan().IndexOf("%PDF"u8) < 0);
    }

    [Fact]
    public async Task Rosas_directive_can_be_drawn_and_says_that_it_is_a_demonstration()
    {
        var (file, _) = (
            await FilesAsync("d.state = 'accepted' and d.kind = 'advance_directive' and p.given_name = 'Rosa' and p.family_name = 'Reyes'")
        ).Single();
        var paper = Path.Combine(Path.GetDirectoryName(demo.DocumentsKept)!, "paper.pdf");
        await using (var content = demo.Vault.Open(file))
        await using (var copy = File.Create(paper))
            await content.CopyToAsync(copy);

        var text = await ToolAsync("pdftotext", "-layout", paper, "-");
        Assert.Contains("Rosa Reyes, born February 11, 1944", text);
        Assert.Contains("Demonstration – not a legal document · Page 2 of 2", text);
        Assert.Contains("Witness: Carmen Ortiz, neighbor", text);
        Assert.Contains("Advance directive of Rosa Reyes", text);
        var picture = await ToolAsync("pdftoppm", "-gray", "-r", "20", "-f", "1", "-l", "1", paper);
        // Some of it is black, and most is white.
        Assert.InRange(picture.Skip(20).Count(grey => grey < 160) * 100d / picture.Length, 0.5, 20);
        if (Environment.GetEnvironmentVariable("CARECOORD_PICTURES") is { Length: > 0 } pictures)
            await ToolAsync("pdftoppm", "-png", "-r", "80", paper, Path.Combine(pictures, "demo-directive"));
    }

    private async Task<List<(SealedFile File, int Pages)>> FilesAsync(string where = "true")
    {
        await using var connection = new NpgsqlConnection(demo.Cluster.OwnerConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select f.id, f.sha256, f.size, f.key_id, f.wrapped_key, f.pages from files f join legal_documents d on d.file_id = f.id "
                + "join patients p on p.id = d.patient_id where "
                + where,
            connection
        );
        await using var rows = await command.ExecuteReaderAsync();
        var files = new List<(SealedFile, int)>();
        while (await rows.ReadAsync())
            files.Add(
                (
                    new(rows.GetGuid(0), rows.GetFieldValue<byte[]>(1), rows.GetInt64(2), rows.GetString(3), rows.GetFieldValue<byte[]>(4)),
                    rows.GetInt32(5)
                )
            );
        return files;
    }

    private async Task<(string MediaType, int Pages)> LookAsync(byte[] content)
    {
        await using var hand = demo.Vault.Begin();
        await hand.TakeAsync(content, default);
        await hand.FinishAsync(default);
        return await new FileLook().LookAsync(hand, default);
    }

    private static async Task<string> ToolAsync(string tool, params string[] arguments)
    {
        using var run = Process.Start(
            new ProcessStartInfo(tool, arguments)
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = tool == "pdftotext" ? System.Text.Encoding.UTF8 : System.Text.Encoding.Latin1,
            }
        )!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
        return said;
    }
}
