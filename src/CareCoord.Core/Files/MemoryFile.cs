using System.Globalization;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// A file in memory for a tool that reads or writes here and there. It lies on no disk and has no name. Nothing of it is left when it is
/// disposed of, nor when this process dies.
/// </summary>
internal sealed class MemoryFile : IDisposable
{
    private const string Folder = "/dev/shm";

    private readonly FileStream content;

    /// <summary>Empty. Throws <see cref="ToolMissing"/> where this machine has no file system in memory.</summary>
    public MemoryFile()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Folder))
            throw new ToolMissing($"a file system in memory ({Folder})");
        var name = $"{Folder}/carecoord-{Guid.CreateVersion7():N}";
        try
        {
            content = new(name, OwnFiles.New(FileAccess.ReadWrite));
        }
        catch (IOException full)
        {
            throw new FileNotKept(full);
        }

        File.Delete(name);
    }

    /// <summary>What is in it; the tool's part is there once the tool has ended.</summary>
    public Stream Content => content;

    /// <summary>By which a tool of the same user opens it.</summary>
    public string Path =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{content.SafeFileHandle.DangerousGetHandle()}");

    /// <summary>Takes all of a stream, for a tool to read. Throws <see cref="FileNotKept"/> where the memory for that is full.</summary>
    public static async Task<MemoryFile> OfAsync(Stream from, CancellationToken cancel)
    {
        var file = new MemoryFile();
        try
        {
            await FileNotKept.GuardAsync(async () =>
            {
                await from.CopyToAsync(file.content, cancel);
                await file.content.FlushAsync(cancel);
            });
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => content.Dispose();
}
