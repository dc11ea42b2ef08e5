namespace CareCoord.Shared;

/// <summary>Reads a file of secret keys, a line each, that nobody but its owner may read.</summary>
public static class KeyLines
{
    /// <summary>
    /// Its lines. Throws <see cref="SettingsRefused"/> where it is missing, may be read by others, or cannot be read at all.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="of">Whose keys they are, as "of the documents".</param>
    /// <param name="makes">The command that makes one.</param>
    public static string[] Read(string path, string of, string makes)
    {
        if (!File.Exists(path))
            throw new SettingsRefused(
                $"The key file {path} {of} is missing: put it back, or make one by `{makes}` where none was ever made."
            );
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnFiles.File) != 0)
            throw new SettingsRefused($"The key file {path} {of} may be read by others: allow it to its owner only, by chmod 600.");
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsRefused($"The key file {path} {of} cannot be read by this user: give it to the user of the portal.");
        }
    }
}
