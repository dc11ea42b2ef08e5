using CareCoord.Files;

namespace CareCoord.Testing;

/// <summary>A key file of documents, as an installation has one.</summary>
public static class KeyFile
{
    /// <summary>Its path in a folder; made where there is none.</summary>
    public static string In(string folder)
    {
        var path = Path.Combine(folder, "document-keys");
        if (File.Exists(path))
            return path;
        var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            made.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, made);
        file.WriteLine(MasterKeys.NewLine(TimeProvider.System.GetUtcNow()));
        return path;
    }
}
