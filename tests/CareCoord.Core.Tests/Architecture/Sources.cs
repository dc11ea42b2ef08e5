using System.Runtime.CompilerServices;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>The files of the repository that people write.</summary>
public static class Sources
{
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
