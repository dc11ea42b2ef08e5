using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>Columns become the parameters of a record by their names, and whatever does not fit is refused.</summary>
public sealed class RowsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Every = """
        select 'a word' as text, true as flag, 2::smallint as small, 3 as whole, 4::bigint as large, '5'::xid as version,
               1.5::double precision as rough, 2.50 as exact,
               '00000000-0000-0000-0000-000000000001'::uuid as id, '2026-11-23 15:00+00'::timestamptz as at, '2026-11-23'::date as day,
               '09:30'::time as opens,
               '90 minutes'::interval as lasts, '\x0102'::bytea as bytes, array[1, 2] as numbers, 'physical_therapist' as role,
               array['patient', 'provider'] as hats,
               17 as parts, null::integer as maybe, null::text as perhaps, null::text as no_role, 3 as seen_view, 1 as seen_manage,
               '[{"name": "Ana", "since": "2026-01-02", "role": "nurse"},
                 {"name": "Ben", "since": null, "role": "surgeon"}]'::jsonb as people
        """;

    [Fact]
    public async Task Every_type_of_column_is_read()
    {
        var all = Assert.Single(await ReadAsync<EveryType>(Every));

        Assert.Equal(
            ("a word", true, (short)2, 3, 4L, 5u, 1.5, 2.50m),
            (all.Text, all.Flag, all.Small, all.Whole, all.Large, all.Version, all.Rough, all.Exact)
        );
        Assert.Equal(Guid.Parse("00000000-0000-0000-0000-000000000001"), all.Id);
        Assert.Equal(
            (database.Clock.GetUtcNow(), new DateOnly(2026, 11, 23), new TimeOnly(9, 30), TimeSpan.FromMinutes(90)),
            (all.At, all.Day, all.Opens, all.Lasts)
        );
        Assert.Equal([1, 2], all.Bytes);
        Assert.Equal([1, 2], all.Numbers);
        Assert.Equal(TeamRole.PhysicalTherapist, all.Role);
        Assert.Equal([Hat.Patient, Hat.Provider], all.Hats);
        Assert.Equal(Category.Plan | Category.LegalDocuments, all.Parts);
        Assert.Equal((null, null, null), (all.Maybe, all.Perhaps, all.NoRole));
        Assert.Equal(new Granted(Category.Plan | Category.Appointments, Category.Plan), all.Seen);
        Assert.Equal([new Known("Ana", new DateOnly(2026, 1, 2), TeamRole.Nurse), new Known("Ben", null, TeamRole.Surgeon)], all.People);
    }

    [Fact]
    public async Task The_order_of_columns_does_not_matter()
    {
        var one = new Named(7, "Ana", null);

        Assert.Equal([one], await ReadAsync<Named>("select 7 as id, 'Ana' as called_by, null::text as note"));
        Assert.Equal([one], await ReadAsync<Named>("select null::text as note, 'Ana' as called_by, 7 as id"));
    }

    [Theory]
    [InlineData("select null::integer as id, 'Ana' as called_by, null::text as note", "id")]
    [InlineData("select 7 as id, null::text as called_by, 'x' as note", "called_by")]
    public async Task A_null_where_none_may_be_says_in_which_column(string sql, string column) =>
        Assert.Equal(
            $"Named cannot be read: the column {column} is null.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<Named>(sql))).Message
        );

    [Theory]
    [InlineData("select 7 as id, 'Ana' as called_by", "the result has no column note")]
    [InlineData("select 7 as id, 'Ana' as called_by, 'x' as note, 1 as age", "nothing takes the column age")]
    [InlineData("select 7 as id, 'Ana' as name, 'x' as note", "the result has no column called_by; nothing takes the column name")]
    [InlineData("select 7 as id, 'Ana' as called_by, 'x' as note, 'y' as note", "there are several columns note")]
    public async Task A_column_more_or_a_column_less_is_refused(string sql, string why) =>
        Assert.Equal(
            $"A result cannot be read as Named: {why}.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<Named>(sql))).Message
        );

    [Fact]
    public async Task What_does_not_fit_is_refused_where_there_is_no_row_too() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<Named>("select 7 as id where false"));

    [Fact]
    public async Task A_record_within_is_null_where_its_first_column_is()
    {
        Assert.Equal(
            [new Holder(1, null), new Holder(2, new Place("Home", 3))],
            await ReadAsync<Holder>("select * from (values (1, null, null), (2, 'Home', 3)) v (id, place_name, place_floor) order by id")
        );
        Assert.Equal(
            "Holder cannot be read: the column place_floor is null.",
            (
                await Assert.ThrowsAsync<InvalidOperationException>(() =>
                    ReadAsync<Holder>("select 1 as id, 'Home' as place_name, null::integer as place_floor")
                )
            ).Message
        );
    }

    [Fact]
    public async Task A_record_within_that_must_be_there_says_which_column_is_null() =>
        Assert.Equal(
            "Housed cannot be read: the column place_name is null.",
            (
                await Assert.ThrowsAsync<InvalidOperationException>(() =>
                    ReadAsync<Housed>("select null::text as place_name, 1 as place_floor")
                )
            ).Message
        );

    [Fact]
    public async Task What_its_type_finds_by_name_is_read_by_its_name()
    {
        Assert.Equal([new Noted(Colour.Red, null)], await ReadAsync<Noted>("select 'red' as first, null::text as second"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => ReadAsync<Noted>("select 'red' as first, 'blue' as second"));
    }

    [Theory]
    [InlineData("select 'locksmith' as role, 1 as parts", "Worded cannot be read: the column role holds a word that TeamRole has not.")]
    [InlineData("select '3' as role, 1 as parts", "Worded cannot be read: the column role holds a word that TeamRole has not.")]
    public async Task A_word_that_is_not_one_of_the_enum_is_refused(string sql, string why) =>
        Assert.Equal(why, (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<Worded>(sql))).Message);

    [Theory]
    [InlineData("""[{"name": "Ana", "since": null}]""")]
    [InlineData("""[{"name": "Ana", "since": null, "role": "nurse", "age": 3}]""")]
    [InlineData("""[{"name": null, "since": null, "role": "nurse"}]""")]
    [InlineData("""[{"name": "Ana", "since": null, "role": 3}]""")]
    public async Task A_list_in_JSON_is_as_strict(string people) =>
        await Assert.ThrowsAsync<JsonException>(() => ReadAsync<Listed>($"select '{people}'::jsonb as people"));

    [Fact]
    public async Task One_value_needs_no_name_and_no_other_beside_it()
    {
        Assert.Equal([4], await ReadAsync<int>("select 4"));
        Assert.Equal([Category.Appointments], await ReadAsync<Category>("select 2 as whatever"));
        Assert.Equal([null, 4], await ReadAsync<int?>("select * from (values (null), (4)) v (n)"));
        Assert.Contains(
            "takes one column",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<int>("select 4, 5"))).Message
        );
        Assert.Contains(
            "is null",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync<int>("select null::integer"))).Message
        );
    }

    [Fact]
    public async Task A_shape_is_made_once_for_a_record_and_its_columns()
    {
        await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);

        Assert.Same(
            await ShapeAsync(source, "select 'x' as place_name, 1 as place_floor"),
            await ShapeAsync(source, "select 'y' as place_name, 2 as place_floor")
        );
        Assert.NotSame(
            await ShapeAsync(source, "select 'x' as place_name, 1 as place_floor"),
            await ShapeAsync(source, "select 1 as place_floor, 'x' as place_name")
        );
    }

    [Fact]
    public async Task Results_are_read_one_after_the_other()
    {
        await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var batch = source.CreateBatch();
        foreach (
            var sql in new[]
            {
                "select n from generate_series(1, 3) n order by n",
                "select 'Home' as name, 1 as floor union all select 'Work', 2",
                "select true",
                "select 1 where false",
            }
        )
            batch.BatchCommands.Add(new(sql));
        await using var rows = await batch.ExecuteReaderAsync();

        Assert.Equal([1, 2, 3], await rows.ListAsync<int>(default));
        Assert.Equal(new Place("Home", 1), await rows.FirstAsync<Place>(default));
        Assert.True(await rows.OneAsync<bool>(default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => rows.OneAsync<int>(default));
    }

    private async Task<List<T>> ReadAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ListAsync<T>(default);
    }

    private static async Task<RowShape<Housed>> ShapeAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        return RowShape<Housed>.Of(rows);
    }

    private sealed record EveryType(
        string Text,
        bool Flag,
        short Small,
        int Whole,
        long Large,
        uint Version,
        double Rough,
        decimal Exact,
        Guid Id,
        DateTimeOffset At,
        DateOnly Day,
        TimeOnly Opens,
        TimeSpan Lasts,
        byte[] Bytes,
        int[] Numbers,
        TeamRole Role,
        IReadOnlyList<Hat> Hats,
        Category Parts,
        int? Maybe,
        string? Perhaps,
        TeamRole? NoRole,
        Granted Seen,
        IReadOnlyList<Known> People
    );

    private sealed record Known(string Name, DateOnly? Since, TeamRole Role);

    private sealed record Named(int Id, string CalledBy, string? Note);

    private sealed record Place(string Name, int Floor);

    private sealed record Holder(int Id, Place? Place);

    private sealed record Housed(Place Place);

    private sealed record Worded(TeamRole Role, Category Parts);

    private sealed record Noted(Colour First, Colour? Second);

    private sealed record Colour(string Name)
    {
        public static readonly Colour Red = new("red");

        public static Colour Of(string name) => name == Red.Name ? Red : throw new KeyNotFoundException(name);
    }

    private sealed record Listed(IReadOnlyList<Known> People);
}
