using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>The one way in for a file: it is looked at, shown to the virus scanner, and kept encrypted until its row is written.</summary>
public sealed class ReceiveFile(FileVault vault, FileLook look, Antivirus antivirus)
{
    /// <summary>
    /// Takes a file that came in whole. Throws <see cref="RuleBroken"/> with what to do where it is not taken, and
    /// <see cref="ToolMissing"/> where this machine cannot look. Whatever goes wrong, nothing of it stays without its row.
    /// </summary>
    /// <param name="file">The file, which its reader holds until this is done.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="record">Writes its row; false where the same bytes are here already.</param>
    /// <param name="cancel">Ends it before it is kept; what is kept is recorded even where the person has gone.</param>
    public async Task TakeAsync(ReceivedFile file, string name, Func<FileReceived, Task<bool>> record, CancellationToken cancel)
    {
        var (mediaType, pages) = await look.LookAsync(file, cancel);
        VirusVerdict verdict;
        await using (var content = file.Read())
            verdict = await antivirus.ScanAsync(content, cancel);
        var scan = FileSafety.Taken(verdict);
        var kept = await file.KeepAsync(CancellationToken.None);
        var stays = false;
        try
        {
            stays = await record(new(kept, mediaType, FileNames.For(name, mediaType), pages, scan));
        }
        catch (Exception fault) when (fault.IsInDoubt())
        {
            // Its row may be there: the sweep asks once the database answers again.
            stays = true;
            throw;
        }
        finally
        {
            if (!stays)
                vault.Remove(kept.Id);
        }
    }
}
