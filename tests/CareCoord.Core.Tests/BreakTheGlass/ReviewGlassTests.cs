using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Core.Tests.BreakTheGlass;

/// <summary>Administrators look at every broken glass, but not at their own, and without seeing the record.</summary>
public sealed class ReviewGlassTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Actor nurse = null!;
    private Actor admin = null!;

    private GlassQueries Queries => database.Get<GlassQueries>();

    public async Task InitializeAsync()
    {
        nurse = new(await world.AccountAsync("Nora", Hat.Provider, Hat.Administrator), Hat.Provider);
        admin = new(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_list_says_who_whose_why_how_long_and_how_many_pages_and_names_the_patient_in_the_audit()
    {
        var (patient, glass) = await BrokenAsync();
        await database.Get<TreatmentPlanQueries>().PlanAsync(nurse, patient, default);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await database.Get<TreatmentPlanQueries>().PlanAsync(nurse, patient, default);
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await database.Get<EndGlass>().RunAsync(nurse, new(patient), default);

        var listed = (await Queries.ReviewsAsync(admin, null, default)).Items.Single(item => item.Id == glass);

        Assert.Equal(
            ("Nora", Hat.Provider, "He lies unconscious in our emergency room.", 2, true),
            (listed.ByWhom, listed.Hat, listed.Reason, listed.Pages, listed.Ended)
        );
        Assert.Equal(TimeSpan.FromMinutes(10), listed.Until - listed.Since);
        Assert.EndsWith(" Example", listed.Patient);
        Assert.Null(listed.Verdict);
        Assert.Contains(
            patient,
            (await database.NotedAsync(admin.AccountId)).Single(entry => entry.Action == "glass-reviews.read").Patients
        );
        Assert.Equal(listed, await Queries.ReviewAsync(admin, glass, default));
        Assert.Equal(0, await database.AsAppAsync<long>(admin, "select count(*) from patients"));
    }

    [Fact]
    public async Task An_administrator_settles_it_and_the_audit_says_so()
    {
        var (patient, glass) = await BrokenAsync();

        await ReviewAsync(admin, glass, GlassVerdict.Justified, null);

        var settled = await Queries.ReviewAsync(admin, glass, default);
        Assert.Equal(
            (GlassVerdict.Justified, "Alex", database.Clock.GetUtcNow()),
            (settled.Verdict, settled.ReviewedBy, settled.ReviewedAt)
        );
        var noted = (await database.NotedAsync(admin.AccountId)).Single(entry => entry.Action == "glass.reviewed");
        Assert.Equal((glass, "broken-glass"), (noted.SubjectId, noted.SubjectKind));
        Assert.Equal([patient], noted.Patients);
        Assert.Contains(
            "meantime",
            (
                await Assert.ThrowsAsync<RuleBroken>(() => ReviewAsync(admin, glass, GlassVerdict.ToFollowUp, "Talk", settled.ReviewedAt))
            ).Message
        );
    }

    [Fact]
    public async Task What_is_to_follow_up_needs_a_note_and_is_reviewed_again()
    {
        var (_, glass) = await BrokenAsync();

        await Assert.ThrowsAsync<RuleBroken>(() => ReviewAsync(admin, glass, GlassVerdict.ToFollowUp, " \0 "));
        await Assert.ThrowsAsync<RuleBroken>(() => ReviewAsync(admin, glass, GlassVerdict.ToFollowUp, new string('a', 10_240)));
        await Assert.ThrowsAsync<RuleBroken>(() => ReviewAsync(admin, glass, (GlassVerdict)99, null));
        await ReviewAsync(admin, glass, GlassVerdict.ToFollowUp, "<script>talk</script> with \u202ENora");
        var first = await Queries.ReviewAsync(admin, glass, default);
        Assert.Equal("<script>talk</script> with \u202ENora", first.Note);

        database.Clock.Advance(TimeSpan.FromHours(1));
        await ReviewAsync(admin, glass, GlassVerdict.Justified, "Talked: it was right.", first.ReviewedAt);

        Assert.Equal(
            (GlassVerdict.Justified, "Talked: it was right."),
            ((await Queries.ReviewAsync(admin, glass, default)).Verdict, (await Queries.ReviewAsync(admin, glass, default)).Note)
        );
    }

    [Fact]
    public async Task Of_two_administrators_at_once_one_is_told_that_the_other_was_first()
    {
        var (_, glass) = await BrokenAsync();
        var other = new Actor(await world.AccountAsync("Other", Hat.Administrator), Hat.Administrator);

        var answers = await Task.WhenAll(
            new[] { admin, other }.Select(async who =>
                await Record.ExceptionAsync(() => ReviewAsync(who, glass, GlassVerdict.ToFollowUp, "Talk with Nora"))
            )
        );

        Assert.Single(answers, answer => answer is null);
        Assert.Single(answers, answer => answer is RuleBroken);
    }

    [Fact]
    public async Task Nobody_reviews_their_own()
    {
        var (_, glass) = await BrokenAsync();

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            ReviewAsync(nurse with { Hat = Hat.Administrator }, glass, GlassVerdict.Justified, null)
        );

        Assert.Contains("Another administrator", refused.Message);
        Assert.Null((await Queries.ReviewAsync(admin, glass, default)).Verdict);
        // Nor is anybody told of what they did themselves.
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from notifications where account_id = $1", nurse.AccountId));
    }

    [Theory]
    [InlineData(Hat.Provider)]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.System)]
    public async Task Nobody_but_an_administrator_reads_or_reviews(Hat hat)
    {
        var (_, glass) = await BrokenAsync();
        var asker = new Actor(
            await world.AccountAsync("Nora", Hat.Provider, Hat.Coordinator, Hat.Patient, Hat.Caregiver, Hat.Administrator),
            hat
        );

        await Assert.ThrowsAsync<NotFound>(() => Queries.ReviewsAsync(asker, null, default));
        await Assert.ThrowsAsync<NotFound>(() => Queries.ReviewAsync(asker, glass, default));
        await Assert.ThrowsAsync<NotFound>(() => ReviewAsync(asker, glass, GlassVerdict.Justified, null));
        Assert.Equal(0, await database.AsAppAsync<long>(asker, "select count(*) from app.glass_list(null, null, null, 100, null)"));
        Assert.Null(await database.AsAppAsync<string>(asker, "select app.review_glass($1, 'justified', null, null)", glass));
        // The hat alone is not enough: the account must hold it.
        var bare = new Actor(await world.AccountAsync("Bare", Hat.Patient), Hat.Administrator);
        Assert.Empty((await Queries.ReviewsAsync(bare, null, default)).Items);
        await Assert.ThrowsAsync<NotFound>(() => ReviewAsync(bare, glass, GlassVerdict.Justified, null));
    }

    [Fact]
    public async Task Those_not_yet_reviewed_come_first_and_the_pages_show_each_once()
    {
        var made = new List<Guid>();
        for (var i = 0; i < 33; i++)
        {
            made.Add((await BrokenAsync()).Glass);
            database.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await ReviewAsync(admin, made[32], GlassVerdict.Justified, null);
        var first = await Queries.ReviewsAsync(admin, null, default);
        var listed = first.Items.ToList();
        for (var page = first; page.Next is { } next; )
        {
            page = await Queries.ReviewsAsync(admin, next, default);
            listed.AddRange(page.Items);
        }

        Assert.Equal(30, first.Items.Count);
        Assert.Equal(listed.Count, listed.DistinctBy(item => item.Id).Count());
        Assert.Equal([.. made.SkipLast(1).Reverse()], listed.Select(item => item.Id).Where(made.Contains).Take(32));
        Assert.Equal(
            listed.OrderBy(item => item.Verdict is not null).ThenByDescending(item => item.Since).Select(item => item.Id),
            listed.Select(item => item.Id)
        );
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("open.")]
    [InlineData("later.00000000000000000000000000000000")]
    [InlineData("' or 1=1 --")]
    public async Task An_invented_key_opens_the_first_page(string key) =>
        Assert.Equal(
            (await Queries.ReviewsAsync(admin, null, default)).Items.Count,
            (await Queries.ReviewsAsync(admin, key, default)).Items.Count
        );

    [Fact]
    public async Task Every_word_of_the_code_is_one_of_the_database_and_none_else()
    {
        Assert.Equal(Enum.GetValues<GlassReason>().Select(word => word.Snake()).Order(), await WordsAsync("reason_kind"));
        Assert.Equal(Enum.GetValues<GlassVerdict>().Select(word => word.Snake()).Order(), await WordsAsync("verdict"));
    }

    private async Task<IEnumerable<string>> WordsAsync(string column) =>
        (
            await database.AsOwnerAsync<string[]>(
                """
                select array(select distinct m[1]
                             from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([a-z_]+)''::text', 'g') m
                             where k.contype = 'c' and k.conrelid = 'broken_glass'::regclass
                               and pg_get_constraintdef(k.oid) like '%(' || $1 || ' = ANY %')
                """,
                column
            )
        )!.Order();

    private Task ReviewAsync(Actor asker, Guid glass, GlassVerdict verdict, string? note, DateTimeOffset? seen = null) =>
        database.Get<ReviewGlass>().RunAsync(asker, new(glass, verdict, note, seen), default);

    private async Task<(Guid Patient, Guid Glass)> BrokenAsync()
    {
        var name = $"Walter{Guid.CreateVersion7():N}";
        var patient = await world.PatientAsync(name);
        await database.Get<FindPerson>().RunAsync(nurse, new(name, "Example", new DateOnly(1955, 3, 4)), default);
        await database
            .Get<BreakGlass>()
            .RunAsync(nurse, new(patient, GlassReason.EmergencyTreatment, "He lies unconscious in our emergency room."), default);
        // The limit of searches is tested elsewhere.
        await database.AsOwnerAsync("delete from person_searches where account_id = $1", nurse.AccountId);
        return (patient, await database.AsOwnerAsync<Guid>("select id from broken_glass where patient_id = $1", patient));
    }
}
