using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>How the script reaches the browser: from a build as it is, from a published portal compressed.</summary>
[Collection(BrowserTests.Name)]
public sealed class ScriptDeliveryTests(Browser browser)
{
    private const string Script = "_framework/blazor.web.js";

    [Fact]
    public async Task A_build_serves_the_script_without_being_published()
    {
        var (plain, _) = await FetchAsync(browser.Probe, "identity");
        var (unpacked, _) = await FetchAsync(browser.Probe, "gzip");

        Assert.Contains("Blazor", Encoding.UTF8.GetString(plain));
        Assert.Equal(plain, unpacked);
    }

    [Fact]
    public async Task A_published_portal_serves_the_script_compressed()
    {
        var folder = Directory.CreateTempSubdirectory("script-probe-");
        try
        {
            await PublishAsync(folder.FullName);
            await using var probe = await ProbeBuild.StartAsync(Path.Combine(folder.FullName, "CareCoord.ScriptProbe.dll"), folder.FullName);

            var (plain, plainLength) = await FetchAsync(probe.Address, "identity");
            var (fromBrotli, brotliLength) = await FetchAsync(probe.Address, "br");
            var (fromGzip, gzipLength) = await FetchAsync(probe.Address, "gzip");

            Assert.Equal(plain.Length, plainLength);
            Assert.Equal(plain, fromBrotli);
            Assert.Equal(plain, fromGzip);
            Assert.InRange(brotliLength, 1, 50_000);
            Assert.InRange(gzipLength, brotliLength, 60_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The script as the browser would read it, and the bytes that it took on the wire.</summary>
    private static async Task<(byte[] Content, int Length)> FetchAsync(Uri address, string encoding)
    {
        using var client = new HttpClient { BaseAddress = address };
        using var request = new HttpRequestMessage(HttpMethod.Get, Script);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(encoding == "identity" ? [] : [encoding], response.Content.Headers.ContentEncoding);

        var sent = await response.Content.ReadAsByteArrayAsync();
        using var packed = new MemoryStream(sent);
        await using Stream reading = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var content = new MemoryStream();
        await reading.CopyToAsync(content);
        return (content.ToArray(), sent.Length);
    }

    private static async Task PublishAsync(string folder)
    {
        var start = new ProcessStartInfo(ProbeBuild.Dotnet)
        {
            WorkingDirectory = ProbeBuild.Folder,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "publish", "--no-build", "--configuration", ProbeBuild.Configuration, "--output", folder, "--nodeReuse:false",
            },
        };
        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, said);
    }
}
