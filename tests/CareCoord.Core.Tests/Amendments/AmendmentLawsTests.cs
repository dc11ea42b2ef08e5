using System.Text.Json.Nodes;
using CareCoord.Amendments;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>
/// The laws of every table of entries that are amended, tried by SQL as the web process could send it. Versions have no gaps, and what
/// stood before is never lost. An amendment is what its kind promises.
/// </summary>
public sealed class AmendmentLawsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Steps = 60;

    public static TheoryData<string> Tables => [.. AmendedEntry.All.Select(entry => entry.Table)];

    [Theory]
    [MemberData(nameof(Tables))]
    public Task Whatever_is_tried_no_version_is_lost_and_each_is_what_its_kind_promises(string table) =>
        Seeds.RunAsync(seed => TryAllAsync(Entry(table), seed.Numbers()));

    private async Task TryAllAsync(AmendedEntry entry, Random dice)
    {
        var (id, by) = await entry.BeginAsync(database);
        var (version, former) = (EntryVersion.First, new List<string>());
        var (accepted, isInError) = (0, false);
        for (var step = 0; step < Steps; step++)
        {
            var said = await entry.NowAsync(database, id);
            var text = said[entry.Text]!.GetValue<string>();
            var (kind, number) = ((AmendmentKind)dice.Next(4), version.Number + (dice.Next(8) == 0 ? dice.Next(-1, 3) : 1));
            var says = dice.Next(3) switch
            {
                0 => text,
                1 => $"{text} {step}"[..Math.Min(150, $"{text} {step}".Length)],
                _ => $"Otherwise {step}",
            };
            // What was entered in error is left alone by all but one: it comes often enough to go on.
            if (isInError && dice.Next(2) == 0)
                (kind, says) = (AmendmentKind.ErrorTakenBack, text);
            var latter = said.DeepClone();
            latter[entry.Text] = says;
            var next = Next(
                version,
                kind,
                dice.Next(10) == 0 ? " " : $"Because of {step}.",
                new(by.AccountId, by.Hat, null, database.Clock.GetUtcNow()),
                said,
                latter
            );
            var isAllowed = next is not null && number == next.Number;
            var tried = $"step {step}: {kind} of version {version.Number} as {number}: “{text}” to “{says}”";

            var refusal = await RefusalAsync(() => entry.AmendAsync(database, by, id, says, number, kind.Snake(), next?.Reason ?? " "));

            Assert.True(refusal is null == isAllowed, $"{tried}: {refusal ?? "done"}");
            var now = await entry.FormerAsync(database, id);
            Assert.Equal(former, now.Take(former.Count));
            Assert.True(now.Length == former.Count + (isAllowed ? 1 : 0), tried);
            if (!isAllowed)
                continue;
            accepted++;
            isInError = kind == AmendmentKind.EnteredInError;
            version = next!;
            former = [.. now];
            var kept = JsonNode.Parse(now[^1])!;
            Assert.True(JsonNode.DeepEquals(said, kept["content"]), tried);
            Assert.Equal(
                (version.Number - 1, kind.Snake(), version.Reason, by.AccountId.ToString()),
                (
                    kept["version"]!.GetValue<int>(),
                    kept["kind"]!.GetValue<string>(),
                    kept["reason"]!.GetValue<string>(),
                    kept["account_id"]!.GetValue<string>()
                )
            );
            Assert.True(JsonNode.DeepEquals(latter, await entry.NowAsync(database, id)), tried);
        }

        Assert.True(accepted > 3, $"only {accepted} were accepted");
        Assert.Equal(version.Number, await entry.VersionAsync(database, id));
        Assert.Equal(
            Enumerable.Range(1, version.Number - 1),
            (await entry.FormerAsync(database, id)).Select(one => JsonNode.Parse(one)!["version"]!.GetValue<int>())
        );
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task What_stood_before_never_changes_and_never_goes_even_by_SQL(string table)
    {
        var entry = Entry(table);
        var (id, by) = await entry.BeginAsync(database);
        await entry.AmendAsync(database, by, id, "Said otherwise", 2, "correction", "It was wrong.");
        var before = await entry.FormerAsync(database, id);

        foreach (
            var sql in new[]
            {
                $"update {entry.Versions} set reason = 'x'",
                $"delete from {entry.Versions}",
                $"""
                    insert into {entry.Versions} select patient_id, entry_id, 2, content, kind, reason, account_id, hat, null, at, labels
                        from {entry.Versions}
                    """,
                $"truncate {entry.Versions}",
            }
        )
            Assert.Equal(
                PostgresErrorCodes.InsufficientPrivilege,
                (await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(by, sql))).SqlState
            );
        // Nor does the owner of the tables.
        foreach (
            var sql in new[]
            {
                $"update {entry.Versions} set reason = 'x' where entry_id = $1",
                $"update {entry.Versions} set content = '[]' where entry_id = $1",
                $"delete from {entry.Versions} where entry_id = $1",
                $"update {entry.Versions} set labels = -1, at = now() where entry_id = $1",
            }
        )
            Assert.Equal(
                PostgresErrorCodes.CheckViolation,
                (await Assert.ThrowsAsync<PostgresException>(() => database.AsOwnerAsync(sql, id))).SqlState
            );
        Assert.Equal(before, await entry.FormerAsync(database, id));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task What_stands_is_not_overwritten_nor_amended_in_another_name_or_with_half_a_reason(string table)
    {
        var entry = Entry(table);
        var (id, by) = await entry.BeginAsync(database);
        var said = await entry.NowAsync(database, id);
        var other = (await new World(database).AccountAsync("Somebody else", by.Hat));

        Assert.NotNull(
            await RefusalAsync(() =>
                database.AsAppAsync<object>(
                    by,
                    $"{entry.Besides} update {entry.Table} set {entry.Text} = 'Overwritten'{entry.Set} where id = $1",
                    id
                )
            )
        );
        Assert.NotNull(await RefusalAsync(() => entry.AmendAsync(database, by, id, "Otherwise", 2, "correction", "So.", inNameOf: other)));
        foreach (var reason in new[] { "", " ", " So.", "So.\nAnd so.", new string('x', 501) })
            Assert.NotNull(await RefusalAsync(() => entry.AmendAsync(database, by, id, "Otherwise", 2, "correction", reason)));
        foreach (var version in new[] { 0, 1, 3 })
            Assert.NotNull(await RefusalAsync(() => entry.AmendAsync(database, by, id, "Otherwise", version, "correction", "So.")));
        Assert.NotNull(await RefusalAsync(() => entry.AmendAsync(database, by, id, "Otherwise", 2, "replaced", "So.")));

        Assert.Empty(await entry.FormerAsync(database, id));
        Assert.True(JsonNode.DeepEquals(said, await entry.NowAsync(database, id)));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Each_column_of_the_content_is_amended_only(string table)
    {
        var entry = Entry(table);
        var (id, by) = await entry.BeginAsync(database);
        var columns = await ListAsync(
            $"""
            select a.attname from pg_attribute a, pg_proc p
            where a.attrelid = '{entry.Table}'::regclass and a.attnum > 0 and not a.attisdropped
              and p.proname = '{entry.Content}' and p.prosrc ~ ('\m[a-z]\.' || a.attname || '\M')
              and a.attname not in ('patient_id', 'id', 'version')
            """
        );
        Assert.Contains(entry.Text, columns);

        foreach (var column in columns)
        {
            var type = await database.AsOwnerAsync<string>(
                "select format_type(atttypid, null) from pg_attribute where attrelid = $1::regclass and attname = $2",
                entry.Table,
                column
            );
            var changed = type switch
            {
                "boolean" => $"not {column}",
                "date" => $"coalesce({column}, date '2020-01-01') + 1",
                "integer" => column == "labels" ? $"{column} # 256" : $"coalesce({column}, 0) + 1",
                "uuid" => "gen_random_uuid()",
                "timestamp with time zone" => $"coalesce({column}, now()) + interval '1 day'",
                _ => column switch
                {
                    "kind" => "'release'",
                    "about" => "'result'",
                    "priority" => "'stat'",
                    _ when await database.AsOwnerAsync<bool>(
                            $"select {column} in ('not_said', 'yes', 'no', 'trial') from {entry.Table} where id = $1",
                            id
                        ) => "'trial'",
                    _ => "'Otherwise'",
                },
            };
            Assert.True(
                await RefusalAsync(() =>
                    database.AsAppAsync<object>(
                        by,
                        $"{entry.Besides} update {entry.Table} set {column} = {changed}{entry.Set} where id = $1",
                        id
                    )
                )
                    is not null,
                $"{entry.Table}.{column}"
            );
        }
    }

    private static EntryVersion? Next(EntryVersion version, AmendmentKind kind, string reason, Amender by, JsonNode former, JsonNode latter)
    {
        try
        {
            return version.Amend(new(kind, reason), by, former, latter);
        }
        catch (RuleBroken)
        {
            return null;
        }
    }

    private static async Task<string?> RefusalAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.MessageText;
        }
    }

    private static AmendedEntry Entry(string table) => AmendedEntry.All.Single(entry => entry.Table == table);

    private async Task<string[]> ListAsync(string sql) =>
        (await database.AsOwnerAsync<string[]>($"select array(select x::text from ({sql}) as found (x))"))!;
}
