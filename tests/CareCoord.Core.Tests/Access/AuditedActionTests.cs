using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Core.Tests.Architecture;

namespace CareCoord.Core.Tests.Access;

/// <summary>What the audit keeps has words for the person whose record it is about.</summary>
public sealed partial class AuditedActionTests
{
    [Fact]
    public void Each_action_that_the_database_writes_is_declared_with_its_sentence()
    {
        var written = (
            from file in Sources.Below("src/CareCoord.Core", ".sql")
            where !file.EndsWith("Data/schema.sql", StringComparison.Ordinal)
            from line in Sources.Lines(file)
            from Match match in Written().Matches(line)
            select match.Groups[1].Value
        ).ToHashSet();

        Assert.True(written.Count > 10);
        Assert.Empty(written.Except(AuditedAction.All.Keys));
    }

    [Fact]
    public void Each_sentence_goes_on_after_a_name() =>
        Assert.All(
            AuditedAction.All.Values,
            declared =>
                Assert.True(
                    declared.Said.Length > 3 && char.IsLower(declared.Said[0]) && !declared.Said.EndsWith('.'),
                    $"{declared.Action}: {declared.Said}"
                )
        );

    [Fact]
    public void What_is_done_with_a_record_is_declared_where_it_can_be_found() =>
        Assert.Empty(
            from file in Sources.Below("src", ".cs", ".razor")
            from line in Sources.Lines(file)
            where Made().IsMatch(line) && !line.Contains("static readonly", StringComparison.Ordinal) && !Helper().IsMatch(line)
            select $"{file}: {line.Trim()}"
        );

    [GeneratedRegex(@"app\.audit\('([a-z.-]+)'")]
    private static partial Regex Written();

    [GeneratedRegex(@"AccessRule\.To(Read|Fetch|Write)\(|new AccessRule\(|new AuditedAction\(")]
    private static partial Regex Made();

    // A feature's own shape of a rule, which its fields are made by: it passes on what they say.
    [GeneratedRegex(@"AccessRule\.To\w+\(action, said,")]
    private static partial Regex Helper();
}
