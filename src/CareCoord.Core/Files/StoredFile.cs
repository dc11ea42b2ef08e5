using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// A file of a patient's record: what it is, how to read it, and what the virus scanner says of it. Its bytes lie encrypted in the vault.
/// </summary>
public sealed class StoredFile
{
    /// <summary>The parts of the record that have files; a file is seen by whom may see its part, with its labels.</summary>
    public const Category Parts = Category.Plan | Category.LegalDocuments;

    /// <summary>A page and its picture are one opening where they are asked for within so many minutes.</summary>
    public const int OpeningMinutes = 10;

    private StoredFile() { }

    /// <summary>A file that was received, where there is room for it. Throws <see cref="RuleBroken"/> where it is harmful.</summary>
    internal StoredFile(Guid patientId, Category part, Category labels, FileReceived received, FileRoom room, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        if (received.Scan == ScanState.Infected)
            throw new RuleBroken(FileSafety.Harmful);
        var file = received.File;
        (PatientId, Id, Part, Labels) = (patientId, file.Id, part, labels);
        (Sha256, Size, KeyId, WrappedKey) = (file.Sha256, file.Size, file.KeyId, file.WrappedKey);
        (MediaType, Name, Pages, UploadedBy, UploadedAt) = (
            received.MediaType,
            FileNames.For(received.Name, received.MediaType),
            received.Pages,
            by,
            now
        );
        (Scan, ScannedAt) = (received.Scan, received.Scan == ScanState.Clean ? now : null);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Category Part { get; private set; }
    public byte[] Sha256 { get; private set; } = [];
    public long Size { get; private set; }
    public string MediaType { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int Pages { get; private set; }
    public string KeyId { get; private set; } = "";
    public byte[] WrappedKey { get; private set; } = [];
    public ScanState Scan { get; private set; }
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>How often the scanner was asked in vain.</summary>
    public int ScanTries { get; private set; }

    public Guid UploadedBy { get; private set; }
    public DateTimeOffset UploadedAt { get; private set; }
    public Category Labels { get; private set; }

    /// <summary>What it takes to read it.</summary>
    internal SealedFile Sealed => new(Id, Sha256, Size, KeyId, WrappedKey);

    /// <summary>The scanner has answered.</summary>
    internal void Scanned(bool clean, DateTimeOffset now) => (Scan, ScannedAt) = (clean ? ScanState.Clean : ScanState.Infected, now);

    /// <summary>The scanner could not be asked: it stays in quarantine.</summary>
    internal void NotScanned() => ScanTries++;
}

/// <summary>
/// A file as it was received and kept. It says what it is, its name as people read it, and what the virus scanner has said of it until now.
/// </summary>
public sealed record FileReceived(SealedFile File, string MediaType, string Name, int Pages, ScanState Scan);

/// <summary>A file that somebody may see, to be handed out where the scanner does not stand against it.</summary>
public sealed class FileHandedOut
{
    /// <summary>Its columns in a statement that reads files as "f".</summary>
    internal const string Columns = """
        f.id as file_id, f.sha256 as file_sha256, f.size as file_size, f.key_id as file_key_id, f.wrapped_key as file_wrapped_key, f.name,
        f.media_type, f.scan
        """;

    /// <summary>The same where it is the member "Out" of a row.</summary>
    internal const string ColumnsOut = """
        f.id as out_file_id, f.sha256 as out_file_sha256, f.size as out_file_size, f.key_id as out_file_key_id,
        f.wrapped_key as out_file_wrapped_key,
        f.name as out_name, f.media_type as out_media_type, f.scan as out_scan
        """;

    internal FileHandedOut(SealedFile file, string name, string mediaType, ScanState scan) =>
        (Sealed, Name, MediaType, Scan) = (file, name, mediaType, scan);

    public string Name { get; }

    public string MediaType { get; }

    public ScanState Scan { get; }

    public long Size => Sealed.Size;

    /// <summary>The scanner does not stand against it.</summary>
    public bool IsOpen => Scan.IsOpen();

    internal SealedFile Sealed { get; }

    /// <summary>What it takes to read it. Throws <see cref="RuleBroken"/> where the scanner stands against it.</summary>
    internal SealedFile Opened() => Scan.Against() is { } against ? throw new RuleBroken(against) : Sealed;
}
