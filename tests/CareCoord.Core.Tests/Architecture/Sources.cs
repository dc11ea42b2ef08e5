using System.Runtime.CompilerServices;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>The files of the repository that people write.</summary>
public static class Sources
{
    private static readonly string[] Applied =
    [
        "src/CareCoord.Core/Data/Baseline/",
        "src/CareCoord.Core/Data/Migrations/",
        "src/CareCoord.Core/Data/schema.sql",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>All files with one of these endings below a folder, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Below(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file =>
                endings.Any(e => file.EndsWith(e, StringComparison.Ordinal))
                && !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules")
            )
            .Order(StringComparer.Ordinal);

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>
    /// The lines of a file that somebody wrote, with their numbers. Neither what `carecoord schema` writes is one of them, nor a migration,
    /// which stays as it was applied.
    /// </summary>
    public static IEnumerable<(int Number, string Text)> Written(string file)
    {
        if (file.EndsWith(".sql", StringComparison.Ordinal) && Applied.Any(place => file.StartsWith(place, StringComparison.Ordinal)))
            return [];
        var lines = Lines(file);
        var derived = lines.FirstOrDefault()?.StartsWith("-- Derived from the feature's declaration", StringComparison.Ordinal) ?? false;
        var own = Array.FindIndex(lines, line => line == "-- What follows is this table's own.");
        return lines
            .Select((line, at) => (at + 1, line))
            .Skip(
                !derived ? 0
                : own < 0 ? lines.Length
                : own + 1
            );
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "CareCoord.sln")))
                    return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not stand in the repository.");
    }
}
