using System.Globalization;
using CareCoord.Shared;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;

namespace CareCoord.Files;

/// <summary>How large a page is drawn: its longer side in pixels.</summary>
public enum PageSize
{
    Whole = 1400,

    /// <summary>For reading small print.</summary>
    Large = 2600,
}

/// <summary>
/// Draws one page of a kept file as a PNG, whatever the file is, so that nothing of what was handed in reaches a browser. The tools run
/// within limits, two at a time; the file streams from the vault into them. What was drawn is held in memory for a minute, because a page
/// and its picture are asked for one after the other.
/// </summary>
public sealed class PageImages(FileVault vault, ILogger<PageImages> log) : IDisposable
{
    private const int Largest = 24 * 1024 * 1024;
    private const int AtOnce = 2;
    private const int MostWaiting = 24;
    private const string TooMuch =
        "This page cannot be shown as a picture: it takes more time or memory to draw than is safe. "
        + "Download the document and look at it there, or ask for it as pictures.";
    private const string CannotDraw =
        "This page cannot be shown as a picture. Download the document and look at it there, or ask for it as pictures.";
    private const string Busy = "Many pages are being drawn just now. Try again in a moment.";
    private const string NoTool =
        "Pages cannot be shown as pictures on this portal just now. Download the document, and tell your clinic about it.";
    private const string IsDamaged =
        "The pages that are kept here are not what was handed in any more, so they are not shown. Ask for the paper, and hand it in again.";

    private readonly SemaphoreSlim turns = new(AtOnce);
    private readonly MemoryCache drawn = new(new MemoryCacheOptions { SizeLimit = 3 * Largest });
    private int waiting;

    /// <summary>The page as a PNG. Throws <see cref="RuleBroken"/> with what to do where it cannot be drawn.</summary>
    /// <param name="handed">The file, which is not drawn where the scanner stands against it.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="size">How large.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<byte[]> DrawAsync(FileHandedOut handed, int page, PageSize size, CancellationToken cancel)
    {
        var file = handed.Opened();
        var key = (file.Id, page, size);
        if (drawn.TryGetValue(key, out byte[]? held))
            return held!;
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new RuleBroken(Busy);
        }

        try
        {
            await turns.WaitAsync(cancel);
            try
            {
                var image = await DrawAsync(file, handed.MediaType, page, (int)size, cancel);
                return drawn.Set(
                    key,
                    image,
                    new MemoryCacheEntryOptions { Size = image.Length, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) }
                );
            }
            finally
            {
                turns.Release();
            }
        }
        catch (FileDamaged damaged)
        {
            log.LogError(damaged, "A kept file cannot be shown");
            throw new RuleBroken(IsDamaged);
        }
        catch (ToolMissing missing)
        {
            log.LogError(missing, "Pages cannot be drawn");
            throw new RuleBroken(NoTool);
        }
        catch (FileNotKept full)
        {
            log.LogError(full.InnerException, "A page cannot be drawn");
            throw new RuleBroken(CannotDraw);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose()
    {
        drawn.Dispose();
        turns.Dispose();
    }

    private async Task<byte[]> DrawAsync(SealedFile file, string mediaType, int page, int pixels, CancellationToken cancel)
    {
        await using var content = vault.Open(file);
        switch (mediaType)
        {
            case FileKinds.Pdf:
                return await FromPdfAsync(content, page, pixels, cancel);
            case FileKinds.Tiff:
                using (var pdf = await FromTiffAsync(content, cancel))
                    return await FromPdfAsync(pdf, page, pixels, cancel);
            default:
                await using (var pdf = await FromPictureAsync(content, cancel))
                {
                    await using var made = pdf.Read();
                    return await FromPdfAsync(made, page, pixels, cancel);
                }
        }
    }

    // The longer side is given, so that no page can be drawn larger than that.
    private static async Task<byte[]> FromPdfAsync(Stream pdf, int page, int pixels, CancellationToken cancel)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        using var made = new BoundedMemory(Largest);
        var answer = await SandboxedProcess.RunAsync(
            "pdftoppm",
            ["-png", "-f", number, "-l", number, "-scale-to", pixels.ToString(CultureInfo.InvariantCulture), "-"],
            pdf,
            cancel,
            made
        );
        var image = made.ToArray();
        // It goes on after an error where it can; half a picture is none.
        return made.IsFull || answer.ExitCode is < 0 or > 128 || answer.Complained.Contains("emory", StringComparison.Ordinal)
                ? throw new RuleBroken(TooMuch)
            : answer.ExitCode != 0 || !IsWhole(image) ? throw new RuleBroken(CannotDraw)
            : image;
    }

    // What is written on the way lies encrypted, and goes when it is disposed of.
    private async Task<ReceivedFile> FromPictureAsync(Stream content, CancellationToken cancel)
    {
        await using var picture = vault.Begin();
        await picture.TakeAsync(content, cancel);
        await picture.FinishAsync(cancel);
        var pdf = vault.Begin();
        try
        {
            await PagesPdf.MakeAsync([picture], pdf, cancel);
            await pdf.FinishAsync(cancel);
            return pdf;
        }
        catch (Exception fault)
        {
            await pdf.DisposeAsync();
            throw fault is RuleBroken ? new RuleBroken(CannotDraw) : fault;
        }
    }

    // This tool reads a TIFF here and there.
    private static async Task<MemoryStream> FromTiffAsync(Stream tiff, CancellationToken cancel)
    {
        using var page = await MemoryFile.OfAsync(tiff, cancel);
        using var made = new BoundedMemory(4 * Largest);
        var answer = await SandboxedProcess.RunAsync("tiff2pdf", [page.Path], null, cancel, made);
        return made.IsFull || answer.ExitCode is < 0 or > 128 ? throw new RuleBroken(TooMuch)
            : answer.ExitCode != 0 ? throw new RuleBroken(CannotDraw)
            : new MemoryStream(made.ToArray(), writable: false);
    }

    private static bool IsWhole(ReadOnlySpan<byte> png) =>
        png.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        && png.EndsWith<byte>([0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]);
}

/// <summary>Takes what a tool makes, up to a limit; what comes after that is dropped.</summary>
internal sealed class BoundedMemory(int most) : Stream
{
    private readonly MemoryStream held = new();

    /// <summary>There was more than the limit.</summary>
    public bool IsFull { get; private set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => held.Length;
    public override long Position
    {
        get => held.Position;
        set => throw new NotSupportedException();
    }

    public byte[] ToArray() => held.ToArray();

    public override void Write(byte[] buffer, int offset, int count)
    {
        IsFull |= held.Length + count > most;
        if (!IsFull)
            held.Write(buffer, offset, count);
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            held.Dispose();
        base.Dispose(disposing);
    }
}
