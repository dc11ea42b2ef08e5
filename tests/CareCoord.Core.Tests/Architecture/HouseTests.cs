using System.Text.RegularExpressions;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>The rules of the house that can be read off its files: sizes, names, folders, and who knows whom.</summary>
public sealed partial class HouseTests
{
    private const int Longest = 300;
    private const int Widest = 140;

    private static readonly string[] BannedWords =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Base",
        "Dto",
        "Common",
        "Service",
        "Services",
        "Models",
        "Interfaces",
    ];

    // What is generated, and the tables as they stood when the first migrations were put together.
    private static readonly string[] MayBeLong =
    [
        "src/CareCoord.Core/Data/schema.sql",
        "src/CareCoord.Core/Data/Baseline/0100_baseline.sql",
    ];

    // Where a connection is opened: each place was thought about, with the actor's context and the audit in mind.
    private static readonly string[] Openers =
    [
        "src/CareCoord.Core/Access/RecordReader.cs",
        "src/CareCoord.Core/Accounts/SignInSessions.cs",
        "src/CareCoord.Core/Background/RunnerLocks.cs",
        "src/CareCoord.Core/Data/ActorDb.cs",
        "src/CareCoord.Core/Data/CareCoordDb.cs",
        "src/CareCoord.Core/Data/DatabaseFeature.cs",
        "src/CareCoord.Core/Data/DatabaseObjects.cs",
        "src/CareCoord.Core/Data/DedicatedConnections.cs",
        "src/CareCoord.Core/Data/PortalRole.cs",
        "src/CareCoord.Core/Data/SchemaText.cs",
        "src/CareCoord.Core/Data/SqlMigration.cs",
        "src/CareCoord.Core/Organisations/BusinessCalendarQueries.cs",
        "src/CareCoord.Core/Organisations/OrganisationCard.cs",
        "src/CareCoord.Web/Notifications/PostgresNotificationListener.cs",
        "src/CareCoord.Web/Shell/DatabaseAtStart.cs",
        "src/CareCoord.Web/Shell/DatabaseHealth.cs",
    ];

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var tooLong = Sources
            .Below("src", ".cs", ".razor", ".sql", ".css", ".js")
            .Concat(Sources.Below("tests", ".cs"))
            .Where(f => !f.Contains("/wwwroot/lib/", StringComparison.Ordinal) && !MayBeLong.Contains(f))
            .Select(f => (File: f, Lines: Sources.Lines(f).Length))
            .Where(f => f.Lines > Longest);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_line_is_wider_than_140_columns()
    {
        var files = Sources.Below("src", ".cs", ".razor", ".sql").Concat(Sources.Below("tests", ".cs", ".razor")).ToList();
        var tooWide = files.SelectMany(f =>
            Sources
                .Written(f)
                .Select(line => (File: f, line.Number, Columns: line.Text.Replace("\t", "    ", StringComparison.Ordinal).Length))
                .Where(line => line.Columns > Widest)
        );

        Assert.NotEmpty(files);
        Assert.Empty(tooWide);
    }

    [Fact]
    public void No_name_contains_a_word_that_says_nothing()
    {
        var named = Sources
            .Below("src", ".cs", ".razor")
            .Concat(Sources.Below("tests", ".cs"))
            .SelectMany(file =>
                Sources
                    .Lines(file)
                    .Select(line => TypeName().Match(line))
                    .Where(m => m.Success)
                    .Select(m => m.Groups[1].Value)
                    .Concat(Path.GetDirectoryName(file)!.Split('/').SelectMany(folder => folder.Split('.')))
                    .Append(Path.GetFileNameWithoutExtension(file).Split('.')[0])
                    .Select(name => (file, name))
            );

        Assert.DoesNotContain(named, n => Words().Matches(n.name).Any(word => BannedWords.Contains(word.Value)));
    }

    [Fact]
    public void A_folder_is_a_namespace()
    {
        var strayed = Sources
            .Below("src", ".cs")
            .Concat(Sources.Below("tests", ".cs"))
            .Where(f => !f.StartsWith("src/CareCoord.Core/", StringComparison.Ordinal))
            .Select(f => (File: f, Said: Said(f), Expected: string.Join('.', f.Split('/')[1..^1])))
            .Concat(
                Sources
                    .Below("src/CareCoord.Core", ".cs")
                    .Select(f => (File: f, Said: Said(f), Expected: string.Join('.', ["CareCoord", .. f.Split('/')[2..^1]])))
            )
            .Where(f => f.Said is not null && f.Said != f.Expected);

        Assert.Empty(strayed);
    }

    [Theory]
    [InlineData("Shared", "")]
    [InlineData("Audit", "Shared Data Access")]
    [InlineData("Data", "Shared Access")]
    [InlineData("Access", "Shared Data")]
    public void The_foundations_know_no_record(string folder, string may)
    {
        if (!Directory.Exists(Path.Combine(Sources.Root, "src/CareCoord.Core", folder)))
            return;
        var known = Sources
            .Below($"src/CareCoord.Core/{folder}", ".cs")
            .Where(f => !f.EndsWith("/CareCoordDb.cs", StringComparison.Ordinal))
            .SelectMany(f => Sources.Lines(f).Select(line => (f, Using().Match(line).Groups[1].Value)))
            .Where(u => u.Value != "" && !may.Split(' ').Contains(u.Value));

        Assert.Empty(known);
    }

    [Fact]
    public void Only_these_places_open_a_connection()
    {
        var openers = Sources
            .Below("src/CareCoord.Core", ".cs")
            .Concat(Sources.Below("src/CareCoord.Web", ".cs", ".razor"))
            .Where(f =>
                !f.StartsWith("src/CareCoord.Core/Data/Migrations/", StringComparison.Ordinal)
                && Sources.Lines(f).Any(line => Connection().IsMatch(line))
            );

        Assert.Equal(Openers, openers);
    }

    [Fact]
    public void Columns_are_read_by_their_names()
    {
        var numbered = Sources
            .Below("src", ".cs", ".razor")
            .Where(f => !f.StartsWith("src/CareCoord.Core/Access/Row", StringComparison.Ordinal))
            .SelectMany(f => Sources.Lines(f).Where(line => ByNumber().IsMatch(line)).Select(line => (f, line.Trim())));

        Assert.Empty(numbered);
    }

    [Fact]
    public void A_page_shows_a_broken_rule_by_one_way()
    {
        var byHand = Sources
            .Below("src/CareCoord.Web", ".razor", ".razor.cs")
            .Where(f => Sources.Lines(f).Any(line => line.Contains("catch (RuleBroken", StringComparison.Ordinal)));

        Assert.Empty(byHand);
    }

    [Theory]
    [InlineData("var name = row.GetString(0);", true)]
    [InlineData("list.Add(rows.GetFieldValue<Guid[]>(column + 1));", true)]
    [InlineData("if (r.IsDBNull(at))", true)]
    [InlineData("one.GetString()", false)]
    [InlineData("Encoding.UTF8.GetString(bytes)", false)]
    [InlineData("row.As<MyPatient>()", false)]
    public void Such_a_line_reads_a_column_by_its_number(string line, bool does) => Assert.Equal(does, ByNumber().IsMatch(line));

    [Fact]
    public void A_form_with_a_password_says_to_password_managers_whose_it_is() =>
        Assert.DoesNotContain(
            Sources.Below("src/CareCoord.Web", ".razor"),
            file => Has(file, "<PasswordInput") && !Has(file, "<UsernameInput") && !Has(file, "autocomplete=\"username\"")
        );

    [Fact]
    public void Core_uses_nothing_of_ASP_NET_but_Identity() =>
        Assert.Empty(
            Sources
                .Below("src/CareCoord.Core", ".cs")
                .SelectMany(f => Sources.Lines(f).Where(line => AspNet().IsMatch(line)).Select(line => (f, line)))
        );

    [Fact]
    public void The_portal_knows_nobody_of_the_demo() =>
        Assert.Empty(
            Sources
                .Below("src/CareCoord.Core", ".cs", ".sql")
                .Concat(Sources.Below("src/CareCoord.Web", ".cs", ".razor", ".js"))
                .SelectMany(f => Sources.Lines(f).Where(line => DemoPerson().IsMatch(line)).Select(line => (f, line.Trim())))
        );

    [Fact]
    public void No_test_is_left_out_and_none_says_nothing()
    {
        var hollow = Sources
            .Below("tests", ".cs")
            .Where(f => !f.EndsWith("/HouseTests.cs", StringComparison.Ordinal))
            .SelectMany(f => Sources.Lines(f).Where(line => Hollow().IsMatch(line)).Select(line => (f, line.Trim())));

        Assert.Empty(hollow);
    }

    [Fact]
    public void Every_random_case_of_a_test_comes_from_a_seed_that_is_told()
    {
        var seedless = Sources
            .Below("tests", ".cs")
            .Where(f => f is not ("tests/CareCoord.Testing/Seeds.cs" or "tests/CareCoord.Core.Tests/Architecture/HouseTests.cs"))
            .SelectMany(f => Sources.Lines(f).Where(line => Seedless().IsMatch(line)).Select(line => (f, line.Trim())));

        Assert.Empty(seedless);
    }

    private static bool Has(string file, string words) => Sources.Lines(file).Any(line => line.Contains(words, StringComparison.Ordinal));

    private static string? Said(string file) =>
        Sources.Lines(file).Select(line => Namespace().Match(line)).FirstOrDefault(m => m.Success)?.Groups[1].Value;

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|file)\s+)*"
            + @"(?:class|record(?:\s+struct)?|struct|interface|enum)\s+(\w+)"
    )]
    private static partial Regex TypeName();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"^namespace\s+([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?CareCoord\.(\w+)")]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(NpgsqlDataSource|NpgsqlConnection|IDbContextFactory|CareCoordDb)\b")]
    private static partial Regex Connection();

    [GeneratedRegex(@"Microsoft\.AspNetCore\.(?!Identity\b)|Microsoft\.JSInterop")]
    private static partial Regex AspNet();

    [GeneratedRegex(@"@demo\.|walk-gently|\bDemoPeople\b")]
    private static partial Regex DemoPerson();

    [GeneratedRegex(
        @"\.(?:GetFieldValue(?:Async)?<[^(]*>|IsDBNull|(?<!UTF8\.|ASCII\.|Encoding\.)"
            + @"Get(?:String|Guid|Boolean|Byte|Int16|Int32|Int64|Decimal|Double|Float|DateTime|TimeSpan))\(\w"
    )]
    private static partial Regex ByNumber();

    [GeneratedRegex(@"Skip\s*=|Assert\.True\(true|DateTime(Offset)?\.(Utc)?Now|Guid\.NewGuid")]
    private static partial Regex Hollow();

    // The bench makes names and passwords that nobody has yet, by RandomNumberGenerator.GetHexString; they are no cases.
    [GeneratedRegex(
        @"new (System\.)?Random\(|\bRandom \w+ = new\(|Random\.Shared|RandomNumberGenerator\.(?!GetHexString)"
            + @"|\.Sample\(|\bProp\.|\bCheck\.(Quick|Verbose)|\.Shuffle\("
    )]
    private static partial Regex Seedless();
}
