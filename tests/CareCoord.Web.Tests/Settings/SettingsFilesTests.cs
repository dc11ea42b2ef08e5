using System.Text.RegularExpressions;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Web.Settings;
using Microsoft.Extensions.Configuration;

namespace CareCoord.Web.Tests.Settings;

/// <summary>The portal reads the settings of appsettings.json and no others; docs/settings.md and the Docker files name the same.</summary>
public sealed partial class SettingsFilesTests
{
    // The first is set by the host, the second by the image.
    private static readonly string[] NotInTheFile = ["URLS", "DOTNET_RUNNING_IN_CONTAINER"];
    private static readonly string[] OfTheCommand = ["CARECOORD_DATA", "CARECOORD_DEMO", "ConnectionStrings__CareCoordOwner"];

    // Of the bench, for the process that it starts itself.
    private static readonly string[] Inner = ["CARECOORD_BENCH_DATABASE"];

    private const string OverwrittenName = "builder.Configuration[\"AllowedHosts\"] = ";

    private static IReadOnlyDictionary<string, string> InTheFile { get; } =
        new ConfigurationBuilder()
            .AddJsonFile(RightSettings.AppSettings)
            .Build()
            .AsEnumerable()
            .Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => one.Value!, StringComparer.Ordinal);

    [Fact]
    public void Appsettings_has_each_setting_that_the_portal_reads_and_no_other()
    {
        using var right = new RightSettings();
        var reader = right.Reader(withFile: true);

        PortalSettings.Read(reader);

        Assert.Equal(InTheFile.Keys.Order(StringComparer.Ordinal), reader.Known.Except(NotInTheFile).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_code_of_the_portal_reads_a_setting_by_another_way()
    {
        var others = Files("src/CareCoord.Web", ".cs", ".razor")
            .Concat(Files("src/CareCoord.Core", ".cs"))
            .Where(file => !file.StartsWith("src/CareCoord.Web/Settings/", StringComparison.Ordinal))
            .SelectMany(file =>
                Lines(file)
                    .Where(line => Reading().IsMatch(line) && !line.StartsWith(OverwrittenName, StringComparison.Ordinal))
                    .Select(line => (file, line.Trim()))
            );

        Assert.Empty(others);
    }

    [Fact]
    public void Its_defaults_are_those_of_the_code()
    {
        using var right = new RightSettings();
        right.Values["CareCoord:Smtp:Host"] = "mail.clinic.example";
        right.Values["CareCoord:Smtp:From"] = "care@clinic.example";

        var (with, without) = (PortalSettings.Read(right.Reader(withFile: true)), PortalSettings.Read(right.Reader()));

        Assert.Equal(without.Origin, with.Origin);
        Assert.Equal(without.Node, with.Node);
        Assert.Equal(without.Proxies, with.Proxies);
        Assert.Equal(without.IsMeasured, with.IsMeasured);
        Assert.Equal(without.Mail, with.Mail);
        Assert.Equal(without.Files.Antivirus, with.Files.Antivirus);
        Assert.Equal(without.SampleAccounts, with.SampleAccounts);
        Assert.Equal(without.LogIsJson, with.LogIsJson);
        Assert.Equal(without.Log.Least, with.Log.Least);
        Assert.Equal(without.Log.Categories.OrderBy(one => one.Key), with.Log.Categories.OrderBy(one => one.Key));
    }

    [Fact]
    public void No_secret_stands_in_it() =>
        Assert.All(
            InTheFile.Where(one =>
                one.Key.StartsWith("ConnectionStrings:", StringComparison.Ordinal)
                || one.Key.EndsWith("Key", StringComparison.Ordinal)
                || one.Key.EndsWith("Password", StringComparison.Ordinal)
            ),
            one => Assert.Equal("", one.Value)
        );

    [Fact]
    public void Each_setting_is_a_row_of_the_documentation_with_its_default()
    {
        var rows = Rows();
        foreach (var (key, value) in InTheFile)
        {
            Assert.True(rows.TryGetValue(SettingsReader.Name(key), out var cells), $"docs/settings.md has no row for {key}.");
            if (value != "")
                Assert.Equal($"`{value}`", cells[1]);
        }
    }

    [Fact]
    public void Each_row_of_the_documentation_is_a_setting()
    {
        var settings = InTheFile.Keys.Select(SettingsReader.Name).Concat(OfTheCommand).Append("ASPNETCORE_URLS").ToHashSet();
        var rest = Rows().Keys.Where(row => !settings.Contains(row)).ToList();
        var read = Files("src/CareCoord.Ops", ".cs")
            .Concat(Files("tests", ".cs"))
            .Where(file => !file.EndsWith("/SettingsFilesTests.cs", StringComparison.Ordinal))
            .Append("docker-compose.yml")
            .SelectMany(Lines)
            .ToList();

        Assert.NotEmpty(rest);
        Assert.All(rest, row => Assert.Contains(read, line => Regex.IsMatch(line, $@"[""{{]{row}\b")));
    }

    [Fact]
    public void Each_variable_of_the_command_and_of_the_tests_is_a_row()
    {
        var read = Files("src/CareCoord.Ops", ".cs")
            .Concat(Files("tests", ".cs"))
            .SelectMany(Lines)
            .SelectMany(line => Variable().Matches(line))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Except(Inner)
            .ToList();

        Assert.Contains("CARECOORD_SEED", read);
        Assert.Subset(Rows().Keys.ToHashSet(), read.ToHashSet());
    }

    [Fact]
    public void What_Docker_sets_are_settings_and_what_it_takes_is_documented()
    {
        var compose = Lines("docker-compose.yml");
        var settings = InTheFile.Keys.Select(SettingsReader.Name).Concat(OfTheCommand).ToHashSet();
        var set = compose
            .Concat(Lines("Dockerfile"))
            .SelectMany(line => Regex.Matches(line, @"\b((?:CareCoord|ConnectionStrings|Serilog)__\w+|OTEL_\w+)(?=[:=])"))
            .Select(match => match.Value)
            .ToHashSet();
        var taken = compose.SelectMany(line => Regex.Matches(line, @"\$\{(\w+)")).Select(match => match.Groups[1].Value).ToHashSet();
        var offered = Lines("deploy/env.example")
            .Select(line => Regex.Match(line, @"^(\w+)="))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.Contains("CareCoord__DataFolder", set);
        Assert.Subset(settings, set);
        Assert.Subset(taken, offered);
        Assert.Subset(Rows().Keys.ToHashSet(), taken);
    }

    // The first cell of each row of a table, and the others.
    private static Dictionary<string, string[]> Rows()
    {
        var rows = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in Lines("docs/settings.md"))
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (line.StartsWith("| `", StringComparison.Ordinal))
                rows.TryAdd(cells[0].Split('`')[1], cells[1..]);
        }

        return rows;
    }

    private static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(DataFolder.Checkout(), folder), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(DataFolder.Checkout(), file).Replace('\\', '/'))
            .Where(file => endings.Any(file.EndsWith) && !file.Split('/').Any(part => part is "bin" or "obj"));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(DataFolder.Checkout(), file));

    [GeneratedRegex(@"\bIConfiguration\b|Configuration\[|GetEnvironmentVariable|GetSection|GetConnectionString")]
    private static partial Regex Reading();

    [GeneratedRegex(@"""(CARECOORD_[A-Z_]+)""")]
    private static partial Regex Variable();
}
