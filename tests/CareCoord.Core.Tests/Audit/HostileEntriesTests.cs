using System.Text;
using System.Text.Json;
using CareCoord.Access;
using CareCoord.Ops.Audit;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Audit;

/// <summary>Whoever verifies reckons the hashes for itself, in the form of the database, whatever stands in an entry.</summary>
public sealed class HostileEntriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Entries = 400;

    private static readonly string[] Words =
    [
        "",
        " ",
        "plain",
        "\"",
        "\\",
        "\\u0041",
        "a\"b\\c/d",
        "\b\f\n\r\t",
        "\u0001\u001f\u007f\u0080\u00a0",
        "\u2028\u2029\u200f\u202e\ufeff",
        "Ärger, naïve, ﷽",
        "日本語",
        "e\u0301 \u00e9",
        "👩‍👩‍👧‍👦 \U0010ffff",
        "]],[null,true",
        "'; drop table audit_entries; --",
        "{\"a\": [1, 2]}",
        new('x', 5000),
    ];

    private static readonly string[] Documents =
    [
        "null",
        "true",
        "\"\"",
        "[]",
        "{}",
        "0",
        "-0",
        "-0.0",
        "1.50",
        "1e3",
        "1E-7",
        "123456789012345678901234567890.123456789012345678901234567890",
        "1e400",
        "[[[[[[]]]]], {\"\": {\"\": [null]}}]",
        "{\"b\": 1, \"a\": 2, \"b\": 3, \"aa\": 4, \"Z\": 5, \"é\": 6}",
        "\"\\u00e9\\ud83d\\ude00\\/\"",
        "  [ 1 ,2,   {\"x\" :null } ]  ",
    ];

    [Fact]
    public Task Its_hashes_are_those_of_the_database_for_entries_that_nobody_would_write() =>
        Seeds.RunAsync(async seed =>
        {
            var world = new World(database);
            var account = await world.AccountAsync("Walter", Hat.Patient);
            var numbers = seed.Numbers();
            await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
            await connection.OpenAsync();
            for (var i = 0; i < Entries; i++)
            {
                var actor = new Actor(account, numbers.Next(2) == 0 ? Hat.Patient : Hat.Provider);
                await using var write = new NpgsqlCommand(
                    """
                    select app.audit($2, $3, $4, $5, $6::text::jsonb) from set_config('app.ctx', $1, false)
                    """,
                    connection
                );
                foreach (
                    var value in new object?[]
                    {
                        database.Get<ActorSigner>().Sign(actor),
                        Text(numbers),
                        Enumerable.Range(0, numbers.Next(6)).Select(_ => Id(numbers)).ToArray(),
                        numbers.Next(3) == 0 ? null : Text(numbers),
                        numbers.Next(3) == 0 ? null : Id(numbers),
                        numbers.Next(4) == 0 ? null : Document(numbers, 0),
                    }
                )
                    write.Parameters.Add(new() { Value = value ?? DBNull.Value });
                await write.ExecuteNonQueryAsync();
            }

            // What the signed context cannot hold: every column is made hostile, and the chain anew, by the database's own function.
            await AsSuperuserAsync(
                """
                set session_replication_role = replica;
                update audit_entries e set node = e.action, version = coalesce(e.subject_kind, ''), hat = e.action,
                    address = (array['192.0.2.7', '192.0.2.0/24', '2001:db8::1', '2001:db8::/32', '::ffff:192.0.2.1', '0.0.0.0/0',
                                    null]::inet[])
                              [1 + e.seq % 7],
                    at = e.at + e.seq * interval '1 microsecond' - (e.lane * 100) * interval '1 year', acting_for = e.subject_id,
                    session_id = e.subject_id, organisation_id = null;
                do $$
                declare
                    lane record;
                    entry audit_entries;
                    last bytea;
                begin
                    for lane in select l.lane from audit_lanes l loop
                        last := '';
                        for entry in select * from audit_entries e where e.lane = lane.lane order by e.seq loop
                            entry.previous := last;
                            last := app.audit_hash(entry, array(select s.patient_id from audit_subjects s where s.audit_id = entry.id
                                                                order by 1));
                            update audit_entries e set previous = entry.previous, hash = last where e.id = entry.id;
                        end loop;
                        update audit_lanes l set head = last where l.lane = lane.lane;
                    end loop;
                end $$;
                """
            );

            var verified = await VerifyAudit.RunAsync(database.OwnerConnectionString, null, default);

            Assert.Empty(verified.Problems);
            Assert.Equal($"{await database.AsOwnerAsync<long>("select count(*) from audit_entries")} entries", verified.Said);
        });

    private static string Text(Random numbers) =>
        numbers.Next(3) == 0 ? Any(numbers) : Words[numbers.Next(Words.Length)] + Words[numbers.Next(Words.Length)];

    // Any letters but the one that no text of PostgreSQL holds.
    private static string Any(Random numbers)
    {
        var text = new StringBuilder();
        for (var i = numbers.Next(40); i > 0; i--)
            text.Append(new Rune(numbers.Next(2) == 0 ? numbers.Next(1, 0x80) : numbers.Next(0xe000, 0x110000)).ToString());
        return text.ToString();
    }

    private static string Document(Random numbers, int depth) =>
        numbers.Next(depth > 4 ? 2 : 5) switch
        {
            0 => Documents[numbers.Next(Documents.Length)],
            1 => JsonSerializer.Serialize(Text(numbers)),
            2 => "[" + string.Join(",", Enumerable.Range(0, numbers.Next(4)).Select(_ => Document(numbers, depth + 1))) + "]",
            3 => numbers.NextDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
            _ => "{"
                + string.Join(
                    ",",
                    Enumerable
                        .Range(0, numbers.Next(4))
                        .Select(_ => $"{JsonSerializer.Serialize(Text(numbers))}:{Document(numbers, depth + 1)}")
                )
                + "}",
        };

    private static Guid Id(Random numbers)
    {
        var bytes = new byte[16];
        numbers.NextBytes(bytes);
        return new(bytes);
    }

    private async Task AsSuperuserAsync(string sql)
    {
        var name = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString).Database!;
        await using var connection = new NpgsqlConnection((await TestCluster.GetAsync()).SuperuserConnectionString(name));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
