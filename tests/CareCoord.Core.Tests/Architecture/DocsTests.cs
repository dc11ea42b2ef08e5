using System.Text.RegularExpressions;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>What the documents point at is there: links, pictures, files and names. Nothing is asked of the network.</summary>
public sealed partial class DocsTests
{
    private const int Widest = 200;
    private const int LongestReadme = 120;

    // The feature that CONTRIBUTING builds as its example.
    private const string Invented = "Allerg";

    private static readonly Lazy<HashSet<string>> Names = new(() =>
        [
            .. Sources
                .Below("src", ".cs", ".razor", ".sql", ".csproj")
                .Concat(Sources.Below("tests", ".cs", ".csproj"))
                .SelectMany(file => WordsOf(file).Append(Path.GetFileNameWithoutExtension(file))),
        ]
    );

    public static TheoryData<string> Documents => [.. Committed("")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_and_picture_leads_somewhere(string document) => Assert.Empty(DeadLinks(document, Text(document)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_of_the_repository_exists(string document) => Assert.Empty(MissingPaths(Text(document)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_name_of_a_type_or_member_stands_in_the_code(string document) => Assert.Empty(UnknownNames(Text(document)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_path_is_of_somebodys_machine(string document) => Assert.Empty(MachinePaths(Text(document)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_line_is_wider_than_200_columns(string document) => Assert.Empty(WideLines(Text(document)));

    [Fact]
    public void The_README_is_read_on_few_screens() => Assert.InRange(Sources.Lines("README.md").Length, 1, LongestReadme);

    [Fact]
    public void The_documents_are_found() =>
        Assert.Superset(
            new HashSet<string> { "README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/decisions/README.md" },
            Committed("").ToHashSet()
        );

    [Theory]
    [InlineData("[the map](docs/architecture.md)", false)]
    [InlineData("[the map](../docs/architecture.md)", true)]
    [InlineData("[the map](docs/architecture.md#no-such-heading)", true)]
    [InlineData("# A picture, in `code`\n\n[up](#a-picture-in-code)", false)]
    [InlineData("# Twice\n\n# Twice\n\n[second](#twice-1)", false)]
    [InlineData("# Twice\n\n[second](#twice-1)", true)]
    [InlineData("![picture](docs/pictures/nowhere.png)", true)]
    [InlineData("<img src=\"docs/pictures/nowhere.png\" alt=\"\">", true)]
    [InlineData("[a folder](docs/decisions)", false)]
    [InlineData("[nowhere](docs/Architecture.md)", true)]
    [InlineData("[from the root](/docs/architecture.md)", true)]
    [InlineData("[outside](../../outside.md)", true)]
    [InlineData("[one]: docs/nowhere.md", true)]
    [InlineData("[elsewhere](https://example.org/nowhere)", false)]
    [InlineData("`[not a link](nowhere.md)`", false)]
    [InlineData("```\n[not a link](nowhere.md)\n```", false)]
    public void Such_a_text_has_a_dead_link(string text, bool dead) => Assert.Equal(dead, DeadLinks("README.md", text).Any());

    [Theory]
    [InlineData("`src/CareCoord.Core/Feature.cs`", false)]
    [InlineData("`src/CareCoord.Core/Nowhere.cs`", true)]
    [InlineData("`build/install-tools.sh`, and `.ci/run`", false)]
    [InlineData("`.ci/walk`", true)]
    [InlineData("`docs/nowhere/`", true)]
    [InlineData("`src/CareCoord.Core/FEATURE/Sql/`", false)]
    [InlineData("`src/CareCoord.Core/Data/Migrations/01NN_name.sql`", false)]
    [InlineData("`src/…/Feature.cs`", false)]
    [InlineData("`tests/*.Tests`", false)]
    [InlineData("`src/CareCoord.Core/Allergies/Allergy.cs`", false)]
    [InlineData("`src/CareCoord.Ops/bin/Release/net10.0/carecoord.dll`", false)]
    [InlineData("src/CareCoord.Core/Nowhere.cs", false)]
    public void Such_a_text_names_a_missing_path(string text, bool missing) => Assert.Equal(missing, MissingPaths(text).Any());

    [Theory]
    [InlineData("`AccessGate`", false)]
    [InlineData("`AccessGate.PassAsync`", false)]
    [InlineData("`AccessGateOfNowhere`", true)]
    [InlineData("`AccessGate.PassNowhereAsync`", true)]
    [InlineData("`AllergiesFeature`", false)]
    [InlineData("`CareCoord__ActorKey`", false)]
    [InlineData("AccessGateOfNowhere", false)]
    public void Such_a_text_has_an_unknown_name(string text, bool unknown) => Assert.Equal(unknown, UnknownNames(text).Any());

    [Theory]
    [InlineData("in /home/somebody/carecoord", true)]
    [InlineData("in `/tmp/x`", true)]
    [InlineData("in C:\\Users\\somebody", true)]
    [InlineData("at /patients/ID/home/now and /var/lib/carecoord", false)]
    public void Such_a_text_has_a_path_of_a_machine(string text, bool has) => Assert.Equal(has, MachinePaths(text).Any());

    [Theory]
    [InlineData(200, "", false)]
    [InlineData(201, "", true)]
    [InlineData(201, "| ", false)]
    public void Such_a_line_is_too_wide(int columns, string begins, bool wide) =>
        Assert.Equal(wide, WideLines(begins + new string('x', columns)).Any());

    [Fact]
    public void An_address_makes_no_line_too_wide() => Assert.Empty(WideLines($"[a](https://example.org/{new string('x', 200)})"));

    // Not those that builds and runs leave: packages bring documents of their own.
    private static IEnumerable<string> Committed(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Sources.Root, folder), "*.md")
            .Select(file => Path.GetRelativePath(Sources.Root, file).Replace('\\', '/'))
            .Concat(
                Directory
                    .EnumerateDirectories(Path.Combine(Sources.Root, folder))
                    .Select(inner => Path.GetRelativePath(Sources.Root, inner).Replace('\\', '/'))
                    .Where(inner => !Left().IsMatch(Path.GetFileName(inner)))
                    .SelectMany(Committed)
            )
            .Order(StringComparer.Ordinal);

    private static string Text(string document) => File.ReadAllText(Path.Combine(Sources.Root, document));

    private static IEnumerable<string> DeadLinks(string document, string text)
    {
        var prose = CodeSpan().Replace(Fence().Replace(text, ""), "");
        foreach (var target in Link().Matches(prose).Select(link => link.Groups.Values.Skip(1).First(group => group.Success).Value))
        {
            if (Elsewhere().IsMatch(target))
                continue;
            var (path, anchor) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
            var file = Path.GetFullPath(Path.Combine(Sources.Root, Path.GetDirectoryName(document)!, path));
            var found =
                path.Length == 0
                || (!path.StartsWith('/') && file.StartsWith(Sources.Root + '/', StringComparison.Ordinal) && Path.Exists(file));
            if (!found || (anchor.Length > 0 && !Anchors(path.Length == 0 ? text : File.ReadAllText(file)).Contains(anchor)))
                yield return target;
        }
    }

    // As forges make them: in lower case, without what is no word, and numbered where one comes again.
    private static HashSet<string> Anchors(string text) =>
        [
            .. Heading()
                .Matches(Fence().Replace(text, ""))
                .Select(heading => NoWord().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
                .GroupBy(anchor => anchor)
                .SelectMany(same => same.Select((anchor, at) => at == 0 ? anchor : $"{anchor}-{at}")),
        ];

    private static IEnumerable<string> MissingPaths(string text) =>
        Spans(text)
            .Select(span => span.Split(' ')[0].TrimEnd(':', ','))
            .Where(path => OfRepository().IsMatch(path) && !Pattern().IsMatch(path) && !path.Contains(Invented, StringComparison.Ordinal))
            .Where(path => !Path.Exists(Path.Combine(Sources.Root, path)));

    private static IEnumerable<string> UnknownNames(string text) =>
        Spans(text)
            .Where(span => TypeName().IsMatch(span) && !span.Contains(Invented, StringComparison.Ordinal))
            .Where(span => !span.Split('.').All(Names.Value.Contains));

    private static IEnumerable<string> MachinePaths(string text) => MachinePath().Matches(text).Select(path => path.Value);

    private static IEnumerable<string> WideLines(string text) =>
        text.Split('\n').Where(line => !line.StartsWith('|') && Target().Replace(line.TrimEnd(), "").Length > Widest);

    private static IEnumerable<string> Spans(string text) =>
        CodeSpan().Matches(Fence().Replace(text, "")).Select(span => span.Groups[1].Value);

    // The samples of this class are no code.
    private static IEnumerable<string> WordsOf(string file) =>
        file.EndsWith($"/{nameof(DocsTests)}.cs", StringComparison.Ordinal)
            ? []
            : Sources.Lines(file).SelectMany(line => Word().Matches(line)).Select(word => word.Value);

    [GeneratedRegex(@"^(?:\.git|\.data.*|\.vs|\.idea|bin|obj|node_modules|artifacts|TestResults)$")]
    private static partial Regex Left();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("""\]\(([^)\s]+)(?:\s+"[^"]*")?\)|(?:src|href)="([^"]+)"|^\[[^\]]+\]:\s+(\S+)""", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\([^)]+\)|https?://\S+")]
    private static partial Regex Target();

    [GeneratedRegex("^(?:https?|mailto):")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"^#{1,6}\s+(.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();

    [GeneratedRegex(@"^(?:src|tests|docs|deploy|build|\.ci|\.github|\.devcontainer)/")]
    private static partial Regex OfRepository();

    // What stands for many files, and what a build makes.
    [GeneratedRegex(@"(?<![\w.])[A-Z]{4,}(?![\w.])|01NN|[…*<>{]|/bin/")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(?:[A-Z][a-z0-9]+){2,}(?:\.[A-Z]\w+)?$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\w.>}/])/(?:home|Users|root|tmp|work|mnt)/\w+|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();
}
