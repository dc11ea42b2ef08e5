using System.Text.RegularExpressions;
using CareCoord.BreakTheGlass;
using CareCoord.Consents;
using CareCoord.Core.Tests.Architecture;
using CareCoord.Data;
using CareCoord.Testing;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.Data;

/// <summary>
/// A limit is said once, in C#. The functions of the database have it from there, and what its tables hold against all of them agrees.
/// </summary>
public sealed partial class LimitsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    public static TheoryData<string, string> Held =>
        new()
        {
            { "broken_glass", $"until = (since + '{BrokenGlass.Hours:00}:00:00'::interval)" },
            { "proxy_invitations", $"expires_at = (sent_at + '{ProxyInvitation.HoursOpen}:00:00'::interval)" },
            { "proxy_invitations", $"wrong_dates < {ProxyInvitation.MostWrongDates}" },
            { "proxy_invitations", $"length(name) >= 1) AND (length(name) <= {ProxyInvitation.LongestName}" },
            { "proxy_invitations", $"length(relationship) >= 1) AND (length(relationship) <= {ProxyInvitation.LongestRelationship}" },
            { "proxy_invitations", $"length(email) <= {ProxyInvitation.LongestEmail}" },
            { "grant_previews", $"until = (since + '00:{PreviewGrant.Minutes}:00'::interval)" },
            { "wallet_cards", $"tries >= 0) AND (tries <= {WalletCard.MostTries}" },
            { "wallet_cards", $"wrong >= 0) AND (wrong <= {WalletCard.MostWrong}" },
            { "broken_glass", $"length(reason) >= {BrokenGlass.ShortestReason}) AND (length(reason) <= {BrokenGlass.LongestText}" },
        };

    [Theory]
    [MemberData(nameof(Held))]
    public async Task The_tables_hold_the_same_limit(string table, string condition) =>
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                """
                select count(*) from pg_constraint k where k.contype = 'c' and k.conrelid = $1::regclass
                  and strpos(pg_get_constraintdef(k.oid), $2) > 0
                """,
                table,
                condition
            )
        );

    [Fact]
    public void No_function_says_a_limit_by_itself() =>
        Assert.Empty(
            from file in Sources.Below("src/CareCoord.Core", ".sql")
            where file.Contains("/Sql/", StringComparison.Ordinal)
            from line in Sources.Lines(file)
            where !line.StartsWith("--", StringComparison.Ordinal) && Limit().IsMatch(line)
            select $"{file}: {line.Trim()}"
        );

    [Fact]
    public void What_is_asked_for_by_a_name_that_is_none_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("carecoord-sql-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "Goals", "Sql"));
            File.WriteAllText(Path.Combine(folder.FullName, "Goals", "Sql", "goals.sql"), "select {{BrokenGlass.Weeks}}");

            Assert.Contains(
                "BrokenGlass.Weeks",
                Assert.Throws<InvalidOperationException>(() => SqlFiles.ObjectsIn(folder.FullName)).Message
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A step of a microsecond or a millisecond, and a day or a minute of the calendar, are no limits.
    [GeneratedRegex(@"interval '(?!1 (microsecond|millisecond|day|minute)')\d|time '\d")]
    private static partial Regex Limit();
}
