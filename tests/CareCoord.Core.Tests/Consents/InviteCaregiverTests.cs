using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>The patient, or their coordinator on the patient's word, invites somebody to help.</summary>
public sealed class InviteCaregiverTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly InvitationStage stage = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        cast = await Cast.PlayAsync(new World(database), database, "Rosa");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_patient_invites_and_a_mail_waits_with_a_token_of_which_only_the_hash_is_kept()
    {
        var email = InvitationStage.NewEmail();

        var token = await stage.InviteAsync(cast.Self, cast.Patient, email, Category.Appointments | Category.Hiv, Category.Appointments);

        Assert.Matches("^[A-Za-z0-9_-]{43}$", token);
        Assert.Equal(
            $"{(int)(Category.Appointments | Category.Hiv)} {(int)(Category.Appointments | Category.Hiv)} true 72",
            await database.AsOwnerAsync<string>(
                """
                select view_bits || ' ' || manage_bits || ' ' || (token_hash = sha256(convert_to($2, 'UTF8'))) || ' '
                    || extract(epoch from expires_at - created_at)::integer / 3600
                from proxy_invitations where email = $1
                """,
                email,
                token
            )
        );
        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>(
                "select count(*) from proxy_grants where patient_id = $1 and relationship = 'daughter-in-law'",
                cast.Patient
            )
        );
        var noted = (await database.NotedAsync(cast.Self.AccountId))[^1];
        Assert.Equal(
            ("invitation.sent", "proxy_invitation", await stage.InvitationAsync(email)),
            (noted.Action, noted.SubjectKind, noted.SubjectId)
        );
        Assert.Equal([cast.Patient], noted.Patients);
        Assert.DoesNotContain(token, string.Join(' ', (await database.NotedAsync(cast.Self.AccountId)).Select(n => n.Details)));
    }

    [Fact]
    public async Task A_coordinator_invites_on_the_patients_word_which_is_kept_and_the_patient_is_told()
    {
        var email = InvitationStage.NewEmail();
        var word = new PatientsWord("  My daughter-in-law drives me.\nShe may see my visits. ", new(2026, 11, 20), WordHow.ByPhone);

        await database.Get<InviteCaregiver>().RunAsync(cast.Coordinator, stage.Request(cast.Patient, email, word: word), default);

        Assert.Equal(
            "coordinator My daughter-in-law drives me.\nShe may see my visits. 2026-11-20 by_phone",
            await database.AsOwnerAsync<string>(
                "select invited_as || ' ' || said || ' ' || said_on || ' ' || said_how from proxy_invitations where email = $1",
                email
            )
        );
        Assert.Equal(["invitation_sent"], await stage.ToldAsync(cast.Self.AccountId));
    }

    public static TheoryData<string?, string?, WordHow?> NoWords() =>
        new()
        {
            { null, null, null },
            { "She said yes", null, WordHow.ByPhone },
            { "She said yes", "2026-11-24", WordHow.ByPhone },
            { "She said yes", "2025-11-20", WordHow.ByPhone },
            { "She said yes", "2026-11-20", null },
            { "She said yes", "2026-11-20", (WordHow)99 },
            { " \u200B ", "2026-11-20", WordHow.ByPhone },
            { new string('x', 501), "2026-11-20", WordHow.ByPhone },
            { "She said\0yes", "2026-11-20", WordHow.ByPhone },
        };

    [Theory, MemberData(nameof(NoWords))]
    public async Task A_coordinator_without_a_whole_word_is_refused(string? said, string? on, WordHow? how)
    {
        var email = InvitationStage.NewEmail();
        var word = said is null
            ? null
            : new PatientsWord(said, on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), how);

        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<InviteCaregiver>().RunAsync(cast.Coordinator, stage.Request(cast.Patient, email, word: word), default)
        );

        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from proxy_invitations where email = $1", email));
    }

    [Fact]
    public async Task Nobody_else_invites()
    {
        var email = InvitationStage.NewEmail();

        // The caregiver of this cast may see who can see the record, and even manage it: inviting is not theirs all the same.
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<InviteCaregiver>().RunAsync(cast.Caregiver, stage.Request(cast.Patient, email), default)
        );
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<InviteCaregiver>().RunAsync(cast.Provider, stage.Request(cast.Patient, email), default)
        );
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            database.AsAppAsync<object>(
                cast.Caregiver,
                "select app.invite_caregiver($1, $2, 'x@example.test', 'x', 'x', 2, 0, null, '\\x00', 'sealed', null, null, null)",
                cast.Patient,
                Guid.CreateVersion7()
            )
        );
        Assert.Equal(0, await database.AsAppAsync<long>(cast.Caregiver, "select count(id) from proxy_invitations"));
        Assert.Contains(await database.NotedAsync(cast.Provider.AccountId), n => n.Action == "access.refused");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lucia")]
    [InlineData("one@here.test, other@there.test")]
    [InlineData("Lucia <lucia@example.test>")]
    [InlineData("lucia@example.test\r\nBcc: all@example.test")]
    [InlineData("lucía@example.test")]
    [InlineData("a@b@example.test")]
    [InlineData("lu\u202Ecia@example.test")]
    public async Task An_address_to_which_no_mail_can_go_is_refused(string? email) =>
        await RefusedAsync(stage.Request(cast.Patient, email!));

    [Fact]
    public async Task A_name_or_relationship_that_is_none_or_hostile_is_refused_or_made_one_line()
    {
        foreach (var hostile in new[] { null, "", " \t ", "\u200B\u2060", new string('x', 101), "Lu\0cia", "Lu\uD800cia", "\u202Eaicul" })
        {
            await RefusedAsync(stage.Request(cast.Patient, InvitationStage.NewEmail()) with { Name = hostile });
            await RefusedAsync(stage.Request(cast.Patient, InvitationStage.NewEmail()) with { Relationship = hostile });
        }

        var email = InvitationStage.NewEmail();
        await database
            .Get<InviteCaregiver>()
            .RunAsync(cast.Self, stage.Request(cast.Patient, email) with { Name = " Lucia\r\n <b>Reyes</b>'; drop table x --" }, default);
        Assert.Equal(
            "Lucia <b>Reyes</b>'; drop table x --",
            await database.AsOwnerAsync<string>("select name from proxy_invitations where email = $1", email)
        );
    }

    [Theory]
    [InlineData(Category.None, Category.None)]
    [InlineData(Category.Hiv, Category.None)]
    [InlineData(Category.Appointments | Category.AccessHistory, Category.None)]
    [InlineData(Category.Appointments, Category.Plan)]
    [InlineData(Category.Appointments, Category.AccessHistory)]
    [InlineData((Category)(1 << 20) | Category.Plan, Category.None)]
    [InlineData((Category)(-1), Category.None)]
    public async Task What_cannot_be_given_is_refused(Category view, Category manage) =>
        await RefusedAsync(stage.Request(cast.Patient, InvitationStage.NewEmail(), view, manage));

    [Fact]
    public async Task An_end_that_is_over_or_beyond_a_life_is_refused_and_today_is_the_whole_day()
    {
        foreach (var day in new[] { new DateOnly(2026, 11, 22), DateOnly.MinValue, DateOnly.MaxValue })
            await RefusedAsync(stage.Request(cast.Patient, InvitationStage.NewEmail(), lastDay: day));

        var email = InvitationStage.NewEmail();
        await stage.InviteAsync(cast.Self, cast.Patient, email, lastDay: new(2026, 11, 23));
        Assert.Equal(
            "2026-11-24 06:00",
            await database.AsOwnerAsync<string>(
                "select to_char(grant_ends_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from proxy_invitations where email = $1",
                email
            )
        );
    }

    [Fact]
    public async Task One_invitation_waits_for_an_address_whatever_its_letters_and_however_many_ask_at_once()
    {
        var email = InvitationStage.NewEmail();

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    try
                    {
                        await database
                            .Get<InviteCaregiver>()
                            .RunAsync(cast.Self, stage.Request(cast.Patient, i % 2 == 0 ? email : email.ToUpperInvariant()), default);
                        return true;
                    }
                    catch (RuleBroken)
                    {
                        return false;
                    }
                })
        );

        Assert.Single(sent, yes => yes);
        Assert.Equal(
            1,
            await database.AsOwnerAsync<long>(
                "select count(*) from outbox_mails m join proxy_invitations i on i.id = m.invitation_id where lower(i.email) = $1",
                email
            )
        );
        // Another patient may invite the same person.
        var other = await Cast.PlayAsync(new World(database), database, "Other");
        await database.Get<InviteCaregiver>().RunAsync(other.Self, stage.Request(other.Patient, email), default);
    }

    [Fact]
    public async Task Whoever_sees_the_record_already_and_the_patient_themselves_are_not_invited()
    {
        foreach (var account in new[] { cast.Self.AccountId, cast.Caregiver.AccountId })
            await RefusedAsync(
                stage.Request(
                    cast.Patient,
                    (await database.AsOwnerAsync<string>("select upper(email) from accounts where id = $1", account))!
                )
            );
    }

    [Fact]
    public async Task Ten_invitations_in_a_day_are_as_many_as_can_be_sent()
    {
        for (var i = 0; i < 10; i++)
            await stage.InviteAsync(cast.Self, cast.Patient, InvitationStage.NewEmail());

        await RefusedAsync(stage.Request(cast.Patient, InvitationStage.NewEmail()));
    }

    private Task RefusedAsync(CaregiverInvited request) =>
        Assert.ThrowsAsync<RuleBroken>(() => database.Get<InviteCaregiver>().RunAsync(cast.Self, request, default));
}
