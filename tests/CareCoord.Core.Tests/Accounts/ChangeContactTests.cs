using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>How people are reached, kept right by themselves.</summary>
public sealed class ChangeContactTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Actor carla = null!;

    public async Task InitializeAsync() => carla = new(await new World(database).AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task It_is_kept_and_audited_and_nobody_elses_changes()
    {
        var other = await new World(database).AccountAsync("Other", Hat.Provider);

        await ChangeAsync("(312) 555-0100", "Call before 9");

        Assert.Equal(new ContactView("(312) 555-0100", "Call before 9"), await ContactAsync());
        Assert.Contains(
            await database.NotedAsync(carla.AccountId),
            n => n.Action == "account.contact-changed" && n.SubjectId == carla.AccountId && n.Patients.Length == 0
        );
        Assert.Null(await database.AsOwnerAsync<string>("select phone_number from accounts where id = $1", other));
    }

    [Fact]
    public async Task It_can_be_taken_away_again()
    {
        await ChangeAsync("(312) 555-0100", "Call before 9");

        await ChangeAsync(" ", null);

        Assert.Equal(new ContactView(null, null), await ContactAsync());
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("+1 312 555 0100 ext 12")]
    [InlineData("312-555-0100 EXT. 7")]
    [InlineData(" +44 (20) 7946-0000 ")]
    public async Task A_number_that_one_can_dial_is_kept(string phone)
    {
        await ChangeAsync(phone, null);

        Assert.Equal(phone.Trim(), (await ContactAsync()).Phone);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("12345678901234567890123456")]
    [InlineData("call me")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("555-0100; drop table accounts")]
    [InlineData("+ ( ) - -")]
    [InlineData("٣١٢٥٥٥٠١٠٠")]
    [InlineData("312 555 0100 ext")]
    public async Task Anything_else_is_refused_with_what_to_do(string phone)
    {
        Assert.Contains("one can dial", (await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(phone, null))).Message);

        Assert.Null((await ContactAsync()).Phone);
    }

    [Fact]
    public async Task What_is_pasted_is_one_line_of_at_most_120_characters()
    {
        await ChangeAsync(null, "Call the\r\nclinic <b>early</b>");
        Assert.Equal("Call the clinic <b>early</b>", (await ContactAsync()).BestWayToReach);

        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(null, "Call\0"));
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(null, new string('x', 121)));
        await Assert.ThrowsAsync<RuleBroken>(() => ChangeAsync(new string('1', 10_000), null));
    }

    [Fact]
    public async Task Who_has_no_account_changes_none() =>
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<ChangeContact>().RunAsync(new(Guid.CreateVersion7(), Hat.Provider), new("12345", null), default)
        );

    private Task ChangeAsync(string? phone, string? way) => database.Get<ChangeContact>().RunAsync(carla, new(phone, way), default);

    private Task<ContactView> ContactAsync() => database.Get<AccountQueries>().ContactAsync(carla, default);
}
