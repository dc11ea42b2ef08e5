using System.Globalization;
using System.Text.RegularExpressions;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>A folder of PostgreSQL programs on this machine, and their version.</summary>
public sealed partial record PostgresInstallation(string BinFolder, int Major)
{
    /// <summary>The oldest version that CareCoord runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl", "psql"];

    public string Program(string name) => Path.Combine(BinFolder, name);

    /// <summary>The first usable one: PATH, then Debian's folders, then Homebrew's, newest first.</summary>
    public static Task<PostgresInstallation?> FindAsync(int? major = null, CancellationToken cancellation = default) =>
        FindAsync(UsualFolders(), major, cancellation);

    public static async Task<PostgresInstallation?> FindAsync(
        IEnumerable<string> folders,
        int? major = null,
        CancellationToken cancellation = default
    )
    {
        foreach (var folder in folders.Where(folder => Needed.All(name => File.Exists(Path.Combine(folder, name)))))
        {
            var answer = await Tool.RunAsync(Path.Combine(folder, "postgres"), ["--version"], cancellation: cancellation);
            if (Version().Match(answer.Output) is not { Success: true } match)
            {
                continue;
            }

            var found = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            if (found >= OldestMajor && (major is null || found == major))
            {
                return new PostgresInstallation(folder, found);
            }
        }

        return null;
    }

    private static IEnumerable<string> UsualFolders()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. path,
            .. NewestFirst("/usr/lib/postgresql", "*"),
            .. NewestFirst("/opt/homebrew/opt", "postgresql@*"),
            .. NewestFirst("/usr/local/opt", "postgresql@*"),
        ];
    }

    private static IEnumerable<string> NewestFirst(string parent, string pattern) =>
        Directory.Exists(parent)
            ? Directory
                .GetDirectories(parent, pattern)
                .OrderByDescending(folder => Number(Path.GetFileName(folder)))
                .Select(folder => Path.Combine(folder, "bin"))
            : [];

    private static int Number(string name) =>
        int.TryParse(name[(name.IndexOf('@') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
