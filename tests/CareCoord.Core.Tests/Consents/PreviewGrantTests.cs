using System.Text.Json;
using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Accounts;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Consents;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;
using CareCoord.WalletCards;

namespace CareCoord.Core.Tests.Consents;

/// <summary>
/// The patient sees for a quarter of an hour exactly what a caregiver sees, by the same queries, and does nothing meanwhile.
/// </summary>
public sealed class PreviewGrantTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;
    private Actor preview = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await (
            await Cast.PlayAsync(
                world,
                database,
                "Rosa",
                Category.Appointments | Category.Plan,
                Category.Plan,
                labels: Category.Behavioural
            )
        ).WithConsentsAsync(world);
        preview = cast.Self with { Hat = Hat.Preview };
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_query_answers_the_patient_as_it_answers_the_caregiver()
    {
        await world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(2));
        await BeginAsync();

        foreach (
            var read in new Func<Actor, Task<object>>[]
            {
                async actor => await database.Get<CaregiverQueries>().CaredForAsync(actor, default),
                async actor => await database.Get<AppointmentQueries>().AppointmentsAsync(actor, cast.Patient, null, default),
                async actor => await database.Get<TreatmentPlanQueries>().PlanAsync(actor, cast.Patient, default),
                async actor => await database.Get<CareTeamQueries>().TeamAsync(actor, cast.Patient, default),
                async actor => await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(actor, cast.Patient, null, default),
                async actor => await database.Get<TodayQueries>().TodayAsync(actor, cast.Patient, default),
                async actor => await database.Get<GrantQueries>().GrantAsync(actor, cast.Patient, cast.Grant, default),
            }
        )
            Assert.Equal(await AnswerAsync(read, cast.Caregiver), await AnswerAsync(read, preview));
    }

    [Fact]
    public async Task What_the_caregiver_may_do_is_shown_and_none_of_it_can_be_done()
    {
        var anja = await (
            await (await Cast.PlayAsync(world, database, "Anja", Category.LegalDocuments)).WithConsentsAsync(world)
        ).WithDocumentsAsync(world, database);
        var caregiversDraft = await world.DocumentAsync(anja.Patient, anja.Caregiver, "draft", "health_care_power_of_attorney");
        await database.Get<PreviewGrant>().RunAsync(anja.Self, new(anja.Patient, anja.Consents!.Session, anja.Grant), default);
        var looks = anja.Self with { Hat = Hat.Preview };

        foreach (
            var read in new Func<Actor, Task<object>>[]
            {
                async actor => await database.Get<CaregiverQueries>().CaredForAsync(actor, default),
                async actor => await database.Get<LegalDocumentQueries>().DocumentsAsync(actor, anja.Patient, default),
                async actor => await database.Get<LegalDocumentQueries>().DocumentAsync(actor, anja.Patient, caregiversDraft, default),
                async actor =>
                    await database.Get<LegalDocumentQueries>().DocumentAsync(actor, anja.Patient, anja.Documents!.Draft, default),
                async actor =>
                    await database.Get<LegalDocumentQueries>().DocumentAsync(actor, anja.Patient, anja.Documents!.InEffect, default),
                async actor => await database.Get<WalletCardQueries>().CardsAsync(actor, anja.Patient, default),
            }
        )
            Assert.Equal(await AnswerAsync(read, anja.Caregiver), await AnswerAsync(read, looks));

        Assert.True((await database.Get<LegalDocumentQueries>().DocumentsAsync(looks, anja.Patient, default)).MayAdd);
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<SubmitLegalDocument>().RunAsync(looks, new(anja.Patient, caregiversDraft, 0), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<MakeWalletCard>().RunAsync(looks, new(anja.Patient, 1), default));
    }

    [Fact]
    public async Task Nothing_is_written_marked_or_told_and_the_audit_says_preview()
    {
        await database.AsOwnerAsync("update activities set labels = 0 where patient_id = $1", cast.Patient);
        await BeginAsync();

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<TickActivity>().RunAsync(preview, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), Done: true), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<ChangeTimeZone>().RunAsync(preview, new("America/Denver"), default));
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<ChangeContact>().RunAsync(preview, new("(312) 555-0100", null), default));
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<ChooseNotifications>().RunAsync(preview, new([], null, null, new TimeOnly(7, 0)), default)
        );
        await Assert.ThrowsAsync<NotFound>(() => database.Get<OpenNotification>().RunAsync(preview, new(cast.NotificationId), default));
        await database.Get<MarkNotificationsRead>().RunAsync(preview, Guid.AllBitsSet, default);
        Assert.Equal(0, await database.Get<NotificationQueries>().UnreadAsync(preview, default));
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from notifications where account_id = $1 and read_at is null",
                cast.Self.AccountId
            )
        );
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from notifications where account_id = $1", cast.Caregiver.AccountId)
        );

        var noted = await database.NotedAsync(cast.Self.AccountId);
        Assert.Contains(noted, n => n.Action == "preview.begun" && n.SubjectId == cast.Grant && n.Patients.SequenceEqual([cast.Patient]));
        Assert.All(
            noted.SkipWhile(n => n.Action != "preview.begun").Skip(1),
            n => Assert.Equal(("preview", (Guid?)null), (n.Hat, n.ActingFor))
        );
    }

    [Fact]
    public async Task The_sign_in_wears_it_under_the_caregivers_name_and_goes_back_by_the_button()
    {
        await BeginAsync();
        var who = (await SessionAsync())!;
        Assert.Equal((Hat.Preview, "Caregiver of Rosa", cast.Caregiver.AccountId), (who.Hat, who.Name, who.Preview!.OfAccountId!.Value));
        Assert.Equal([Hat.Preview], who.Hats);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<SignInSessions>().WearAsync(who, Hat.Patient, null, default));

        await database.Get<EndPreview>().RunAsync(preview, new(cast.Consents!.Session), default);

        who = (await SessionAsync())!;
        Assert.Equal((Hat.Patient, "Rosa", null), (who.Hat, who.Name, who.Preview));
        Assert.Equal(0, await VisibleAsync());
        Assert.Contains(
            await database.NotedAsync(cast.Self.AccountId),
            n => n.Action == "preview.ended" && n.Patients.SequenceEqual([cast.Patient])
        );
    }

    [Fact]
    public async Task It_ends_by_itself_after_15_minutes()
    {
        await BeginAsync();
        database.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await VisibleAsync());
        Assert.Equal(Hat.Preview, (await SessionAsync())!.Hat);
        database.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, await VisibleAsync());
        Assert.Equal(Hat.Patient, (await SessionAsync())!.Hat);
    }

    [Fact]
    public async Task It_ends_with_the_sign_in()
    {
        await BeginAsync();

        await database.Get<SignInSessions>().EndAsync((await SessionAsync())!, null, default);

        Assert.Equal(0, await VisibleAsync());
        Assert.Null(await SessionAsync());
    }

    [Fact]
    public async Task Another_preview_ends_the_one_before_in_whichever_window()
    {
        await BeginAsync();
        var second = await world.SignInAsync(cast.Self.AccountId);

        await database
            .Get<PreviewGrant>()
            .RunAsync(cast.Self, new(cast.Patient, second, null, "Lucia", "friend", Category.Messages), default);

        Assert.Equal(Hat.Patient, (await SessionAsync())!.Hat);
        var who = (await database.Get<SignInSessions>().CheckAsync(second, default))!;
        Assert.Equal((Hat.Preview, "Lucia", null), (who.Hat, who.Name, who.Preview!.OfAccountId));
        Assert.Equal((int)Category.Messages, await database.AsAppAsync<int>(preview, "select bit_or(view_bits) from patient_access"));
    }

    [Fact]
    public async Task Nobody_but_the_patient_looks_and_nobody_sees_them_look()
    {
        foreach (var actor in new[] { cast.Caregiver, cast.Coordinator, cast.Provider, preview, cast.Self with { Hat = Hat.Caregiver } })
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<PreviewGrant>().RunAsync(actor, new(cast.Patient, cast.Consents!.Session, cast.Grant), default)
            );
        var other = await (await Cast.PlayAsync(world, database, "Other")).WithConsentsAsync(world);
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<PreviewGrant>().RunAsync(cast.Self, new(cast.Patient, other.Consents!.Session, cast.Grant), default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<PreviewGrant>().RunAsync(cast.Self, new(other.Patient, cast.Consents!.Session, other.Grant), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<PreviewGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Consents!.Session, other.Grant), default)
        );

        await BeginAsync();
        Assert.DoesNotContain(
            (await database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Coordinator, cast.Patient, null, default)).May,
            may => may.Basis == Basis.Preview
        );
    }

    [Fact]
    public async Task Of_a_grant_that_gives_nothing_now_there_is_nothing_to_see() =>
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<PreviewGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Consents!.Session, cast.Consents.Rested), default)
        );

    [Theory]
    [InlineData("", "friend", Category.Plan)]
    [InlineData("Lucia", " ", Category.Plan)]
    [InlineData("Lucia", "friend", Category.None)]
    [InlineData("Lucia", "friend", Category.Plan | Category.AccessHistory)]
    [InlineData("Lucia", "friend", (Category)(-1))]
    public async Task A_preview_before_inviting_is_checked_like_the_invitation(string name, string relationship, Category view)
    {
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<PreviewGrant>()
                .RunAsync(cast.Self, new(cast.Patient, cast.Consents!.Session, null, name, relationship, view), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<PreviewGrant>()
                .RunAsync(
                    cast.Self,
                    new(cast.Patient, cast.Consents!.Session, null, new string('x', 101), "friend", Category.Plan),
                    default
                )
        );
    }

    [Fact]
    public async Task Nobody_signs_in_as_it()
    {
        await BeginAsync();

        var (session, _) = await database.Get<SignInSessions>().StartAsync(cast.Self.AccountId, SignInWay.Password, null, default);

        Assert.Equal(Hat.Patient, (await database.Get<SignInSessions>().CheckAsync(session, default))!.Hat);
    }

    private Task BeginAsync() =>
        database.Get<PreviewGrant>().RunAsync(cast.Self, new(cast.Patient, cast.Consents!.Session, cast.Grant), default);

    private Task<SignedIn?> SessionAsync() => database.Get<SignInSessions>().CheckAsync(cast.Consents!.Session, default);

    private Task<long> VisibleAsync() => database.AsAppAsync<long>(preview, "select count(*) from patients");

    private static async Task<string> AnswerAsync(Func<Actor, Task<object>> read, Actor actor)
    {
        try
        {
            return System.Text.RegularExpressions.Regex.Replace(JsonSerializer.Serialize(await read(actor)), "\"AskedBy\":\"[^\"]+\"", "");
        }
        catch (NotFound)
        {
            return "not found";
        }
    }
}
