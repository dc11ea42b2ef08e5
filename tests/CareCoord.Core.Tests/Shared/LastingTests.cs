using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Core.Tests.Architecture;
using CareCoord.Data;
using CareCoord.Organisations;
using CareCoord.Shared;
using CareCoord.Testing;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Core.Tests.Shared;

/// <summary>
/// What lasts from one moment until another has the same limits in C#, in a query of EF and in SQL. The first moment is within, the last is
/// not.
/// </summary>
public sealed partial class LastingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // From when until when, in seconds from now, and whether it is so now.
    public static TheoryData<int, int?, bool> Spans() =>
        new()
        {
            { 0, null, true },
            { 0, 1, true },
            { -1, 1, true },
            { -1, null, true },
            { -1, 0, false },
            { -2, -1, false },
            { 1, null, false },
            { 1, 2, false },
            { 0, 0, false },
        };

    [Theory]
    [MemberData(nameof(Spans))]
    public void In_the_hands_of_the_code(int since, int? until, bool isSo) =>
        Assert.Equal(isSo, Lasting.At(Now, At(since), until is { } ends ? At(ends) : null));

    [Theory]
    [MemberData(nameof(Spans))]
    public async Task In_SQL(int since, int? until, bool isSo)
    {
        var actor = new Actor(Guid.CreateVersion7(Now), Hat.Patient);

        Assert.Equal(
            isSo,
            await database.AsAppAsync<bool>(
                actor,
                $"select {Lasting.Now("v.since", "v.until")} from (select $1::timestamptz, $2::timestamptz) v (since, until)",
                At(since),
                until is { } ends ? At(ends) : null
            )
        );
    }

    [Fact]
    public async Task In_a_query_of_EF_and_by_a_parameter()
    {
        var moment = Now;
        await using var context = await database.Get<IDbContextFactory<CareCoordDb>>().CreateDbContextAsync();

        var sql = context.Set<UnitMember>().At(moment, m => m.Since, m => m.Until).ToQueryString();

        Assert.Matches(@"WHERE u\.since <= @\w+ AND \(u\.until IS NULL OR u\.until > @\w+\)", sql);
    }

    [Fact]
    public void Everywhere_in_the_SQL_of_the_product()
    {
        var otherwise = Sources
            .Below("src/CareCoord.Core", ".sql", ".cs")
            .Where(f => !f.StartsWith("src/CareCoord.Core/Data/", StringComparison.Ordinal))
            .SelectMany(f => Sources.Lines(f).Where(line => Otherwise().IsMatch(line)).Select(line => (f, line.Trim())));

        Assert.Empty(otherwise);
    }

    [Theory]
    [InlineData("and m.since < (select app.actor_moment()) and", true)]
    [InlineData("and (g.ends_at is null or g.ends_at >= actor.moment)", true)]
    [InlineData("and a.valid_until < now_is", true)]
    [InlineData("and m.since <= moment and (m.until is null or m.until > moment)", false)]
    [InlineData("and v.starts_at < (select app.actor_moment()) + interval '7 days'", false)]
    public void Other_limits_are_found(string sql, bool otherwise) => Assert.Equal(otherwise, Otherwise().IsMatch(sql));

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    private DateTimeOffset At(int seconds) => Now.AddSeconds(seconds);

    // What begins is compared by "<=" or ">" and what ends by ">" or "<=". They are compared with the moment and not with some time before
    // or after it.
    [GeneratedRegex(
        @"\b(?:(?:since|starts_at|valid_from)|(?:until|ends_at|valid_until))\s*(?:<|>=)\s*"
            + @"(?:\(select app\.actor_moment\(\)\)|app\.actor_moment\(\)|\w+\.moment\b|moment\b|now_is\b)(?! *[+-])"
    )]
    private static partial Regex Otherwise();
}
