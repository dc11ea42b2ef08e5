using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Accounts;
using CareCoord.Appointments;
using CareCoord.Caseloads;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Shared;

/// <summary>The key of a page comes from an address that anybody can write: what is none opens the first page.</summary>
public sealed class HostileKeyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Id = "01990000-0000-7000-8000-000000000000";
    private const string Flat = "01990000000070008000000000000000";
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync("insert into account_hats values ($1, 'administrator')", cast.Self.AccountId);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Garbage() =>
        [
            "",
            " ",
            "garbage",
            "\0",
            "|",
            "||",
            ".",
            "..",
            "' or 1=1 --",
            "%00",
            "null",
            new('9', 5000),
            $"x.{Flat}",
            "1.x",
            $"1|name|{Id}|x",
            $"2147483648|name|{Id}",
            $"0|\0|{Id}",
            $"\0|{Id}",
            $"na\0me|{Id}",
            $"9223372036854775807.{Flat}",
            $"-9223372036854775808.{Flat}",
            $"99999999999999999999.{Flat}",
            $"-99999999999999999.{Flat}",
            $"253402300800000000.{Flat}",
            $"1.{Flat}0",
            $"1,5.{Flat}",
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task A_key_that_is_none_opens_the_first_page(string key)
    {
        Assert.Single(
            (await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Self, cast.Patient, new(After: key), default)).May,
            m => m.Basis == Basis.Self
        );
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(-3), "kept");
        Assert.NotEmpty((await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, key, default)).Past.Items);
        Assert.Single((await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, key, default)).Rows.Items);
        await database.AsOwnerAsync("update accounts set password_hash = 'x' where id = $1", cast.Self.AccountId);
        var accounts = await database.Get<AccountQueries>().AccountsAsync(cast.Self with { Hat = Hat.Administrator }, key, default);
        Assert.Contains(accounts.Accounts.Items, a => a.Id == cast.Self.AccountId);
    }

    [Theory]
    [InlineData("0|' or true --|" + Id)]
    [InlineData("-2147483648|\u202e|" + Id)]
    [InlineData("99999999999999999." + Flat)]
    [InlineData("-62135596800000000." + Flat)]
    [InlineData("0." + Flat)]
    [InlineData("x|name|" + Id)]
    [InlineData("'; drop table patients; --|" + Id)]
    public async Task A_key_of_the_right_shape_is_only_ever_a_place_in_the_list(string key)
    {
        await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Self, cast.Patient, new(After: key), default);
        await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, key, default);
        await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, key, default);
        await database.Get<AccountQueries>().AccountsAsync(cast.Self with { Hat = Hat.Administrator }, key, default);
    }

    [Fact]
    public async Task A_very_long_key_is_borne()
    {
        var name = new string('n', 200_000);
        await database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, $"0|{name}|{Id}", default);
        await database.Get<AccountQueries>().AccountsAsync(cast.Self with { Hat = Hat.Administrator }, $"{name}|{Id}", default);
    }
}
