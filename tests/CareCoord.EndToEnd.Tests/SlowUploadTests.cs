using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CareCoord.Testing;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Pages that trickle in, or end before the length that was said, are refused in a sentence and leave nothing behind.</summary>
[Collection(PortalTests.Name)]
public sealed class SlowUploadTests(Portal portal)
{
    private const int Said = 1_000_000;

    [Fact]
    public async Task Whoever_trickles_is_told_and_holds_nothing_open()
    {
        var (page, connection, upload) = await BeginAsync();
        using (connection)
        {
            await TrickleAsync(connection);

            using var heard = new StreamReader(connection.GetStream());
            Assert.StartsWith("HTTP/1.1 408", await heard.ReadLineAsync());
            Assert.Contains("It did not arrive whole, and nothing of it was kept.", await heard.ReadToEndAsync());
        }

        await NothingIsLeftAsync(upload);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_ends_before_its_length_leaves_nothing_behind()
    {
        var (page, connection, upload) = await BeginAsync();
        connection.Dispose();

        await NothingIsLeftAsync(upload);
        await page.Context.CloseAsync();
    }

    private async Task NothingIsLeftAsync(Guid upload)
    {
        var incoming = Path.Combine(portal.Database.Folder, "documents", "incoming");
        // The portal has to notification first.
        await Until.IsSoAsync(() => Directory.GetFiles(incoming).Length == 0, "Something of it is left.");
        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>("select count(*) from legal_documents where upload_id = $1", upload));
    }

    // The beginning of a form with pages, of which the portal has taken some when this returns.
    private async Task<(IPage Page, TcpClient Connection, Guid Upload)> BeginAsync()
    {
        var rosa = await portal.PatientAsync("Rosa");
        var page = await portal.SignedInAsync("ana@demo.carecoord.test", Screen.Phone);
        await page.GotoAsync($"/patients/{rosa}/documents/add");
        var token = await page.Locator("form[data-upload] input[name=__RequestVerificationToken]").GetAttributeAsync("value");
        var cookies = string.Join("; ", (await page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        var upload = Guid.CreateVersion7();
        var connection = new TcpClient();
        await connection.ConnectAsync(portal.Address.Host, portal.Address.Port);
        await connection
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    string.Create(
                            CultureInfo.InvariantCulture,
                            $"""
                            POST /patients/{rosa}/documents/pages HTTP/1.1
                            Host: {portal.Address.Authority}
                            Cookie: {cookies}
                            Accept: application/json
                            Content-Type: multipart/form-data; boundary=edge
                            Content-Length: {Said}

                            --edge
                            Content-Disposition: form-data; name="__RequestVerificationToken"

                            {token}
                            --edge
                            Content-Disposition: form-data; name="upload"

                            {upload}
                            --edge
                            Content-Disposition: form-data; name="pages"; filename="a.pdf"

                            %PDF-1.7 and some more of it
                            """
                        )
                        .ReplaceLineEndings("\r\n")
                )
            );
        var incoming = Path.Combine(portal.Database.Folder, "documents", "incoming");
        await Until.IsSoAsync(() => Directory.GetFiles(incoming).Length > 0, "The portal takes nothing of it.");
        return (page, connection, upload);
    }

    // A byte now and then, until the portal has had enough.
    private static async Task TrickleAsync(TcpClient connection)
    {
        for (var sent = 0; sent < 600 && connection.Available == 0; sent++)
        {
            try
            {
                await connection.GetStream().WriteAsync(new byte[] { (byte)'.' });
            }
            catch (IOException)
            {
                // It hears nothing more; what it said can still be read.
                return;
            }

            await Task.Delay(100);
        }
    }
}
