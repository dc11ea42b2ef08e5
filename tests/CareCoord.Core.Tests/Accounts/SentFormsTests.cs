using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>A form that was sent is known by its key to whoever sent it, and to nobody else.</summary>
public sealed class SentFormsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly SentForm New = new(true, null);
    private static readonly SentForm UnderWay = new(false, null);
    private readonly World world = new(database);

    [Fact]
    public async Task It_is_new_once_then_under_way_and_then_leads_to_where_it_led()
    {
        var (rosa, key) = (new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient), Guid.CreateVersion7());

        Assert.Equal(New, await SendAsync(rosa, key));
        Assert.Equal(UnderWay, await SendAsync(rosa, key));
        await AnswerAsync(rosa, key, "/patients?saved=1");

        Assert.Equal(new(false, "/patients?saved=1"), await SendAsync(rosa, key));
        Assert.Equal(New, await SendAsync(rosa, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task What_was_refused_may_be_sent_again()
    {
        var (rosa, key) = (new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient), Guid.CreateVersion7());
        await SendAsync(rosa, key);

        await AnswerAsync(rosa, key, null);

        Assert.Equal(New, await SendAsync(rosa, key));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_new()
    {
        var (rosa, key) = (new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient), Guid.CreateVersion7());

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SendAsync(rosa, key)));

        Assert.Single(all, New);
        Assert.Equal(11, all.Count(form => form == UnderWay));
    }

    [Fact]
    public async Task Anothers_key_says_nothing_and_their_answer_is_not_touched()
    {
        var (rosa, key) = (new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient), Guid.CreateVersion7());
        var ana = new Actor(await world.AccountAsync("Ana", Hat.Caregiver), Hat.Caregiver);
        await SendAsync(rosa, key);
        await AnswerAsync(rosa, key, "/rosa");

        Assert.Equal(New, await SendAsync(ana, key));
        await AnswerAsync(ana, key, "/ana");

        Assert.Equal("/rosa", (await SendAsync(rosa, key)).Answer);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var (rosa, key) = (new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient), Guid.CreateVersion7());
        await SendAsync(rosa, key);
        await AnswerAsync(rosa, key, "/rosa");

        database.Clock.Advance(TimeSpan.FromHours(SentForms.KeptHours + 1));

        Assert.Equal(New, await SendAsync(rosa, key));
    }

    [Fact]
    public async Task Nobody_sends_one_without_a_sign_in_and_nobody_reads_the_table()
    {
        var rosa = new Actor(await world.AccountAsync("Rosa", Hat.Patient), Hat.Patient);

        await Assert.ThrowsAsync<PostgresException>(() => SendAsync(Actor.Portal, Guid.CreateVersion7()));
        await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<int>(rosa, "select count(*)::integer from sent_forms"));
    }

    private Task<SentForm> SendAsync(Actor actor, Guid key) => database.Get<SentForms>().SendAsync(actor, key, default);

    private Task AnswerAsync(Actor actor, Guid key, string? address) => database.Get<SentForms>().AnswerAsync(actor, key, address, default);
}
