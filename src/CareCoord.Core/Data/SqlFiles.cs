using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CareCoord.Data;

/// <summary>A file of SQL that is part of the product: its path under CareCoord.Core, and its text.</summary>
public sealed record SqlFile(string Path, string Text)
{
    /// <summary>What it defines: the name of a function, or of the table whose policies, triggers or grants it holds.</summary>
    public string Object => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>The SHA-256 of its text, in hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>The SQL of the product, as it was built in.</summary>
public static partial class SqlFiles
{
    private static readonly Assembly Home = typeof(SqlFiles).Assembly;

    /// <summary>Tables, types, indexes and data, in the order in which they came to be; what was applied never changes.</summary>
    public static IReadOnlyList<SqlFile> Migrations { get; } = [.. Named("migration/").OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Functions, policies, triggers and grants as they are now: first the functions, then what calls them.</summary>
    public static IReadOnlyList<SqlFile> Objects { get; } = Ordered(Named("sql/"));

    /// <summary>The same from the folder of CareCoord.Core in a checkout, as its files are at this moment.</summary>
    public static IReadOnlyList<SqlFile> ObjectsIn(string core) =>
        Ordered(
            from path in Directory.EnumerateFiles(core, "*.sql", SearchOption.AllDirectories)
            let name = System.IO.Path.GetRelativePath(core, path).Replace('\\', '/')
            where name.Split('/') is [_, "Sql", _]
            select new SqlFile(name, File.ReadAllText(path).ReplaceLineEndings("\n"))
        );

    /// <summary>The query by which a database says all that it has.</summary>
    internal static string SchemaText => Read("schema-text");

    /// <summary>Whether a file defines a function, and not what belongs to a table.</summary>
    public static bool IsFunction(SqlFile file) => System.IO.Path.GetFileName(file.Path).Count(c => c == '.') == 1;

    private static SqlFile[] Ordered(IEnumerable<SqlFile> files) =>
        [
            .. files
                .Select(file => file with { Text = Filled(file.Text) })
                .OrderBy(file => IsFunction(file) ? 0 : 1)
                .ThenBy(file => file.Path, StringComparer.Ordinal),
        ];

    // {{Category.Plan}} is the number of that part, {{BrokenGlass.Hours}} a limit: each is said once, where the code has it.
    private static string Filled(string text) =>
        Constant()
            .Replace(
                text,
                match =>
                {
                    var (type, member) = (match.Groups[1].Value, match.Groups[2].Value);
                    var value =
                        Home.GetTypes()
                            .SingleOrDefault(t => t.Name == type && t.DeclaringType is null)
                            ?.GetField(member, BindingFlags.Public | BindingFlags.Static)
                            ?.GetRawConstantValue()
                        ?? throw new InvalidOperationException($"The SQL asks for {type}.{member}, and there is no such constant.");
                    return Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
                }
            );

    private static IEnumerable<SqlFile> Named(string prefix) =>
        from name in Home.GetManifestResourceNames()
        where name.StartsWith(prefix, StringComparison.Ordinal)
        select new SqlFile(name[prefix.Length..], Read(name));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Home.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\{\{(\w+)\.(\w+)\}\}")]
    private static partial Regex Constant();
}
