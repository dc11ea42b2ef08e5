using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Core.Tests.Notifications;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CareCoord.Core.Tests.Consents;

/// <summary>
/// The mail of an invitation: to an address without an account, without anything of the record, and with the only copy of its token.
/// </summary>
public sealed class InvitationMailTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly InvitationStage stage = new(database);
    private readonly MailCatcher server = new();
    private Cast cast = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(InvitationStage.Start);
        await database.AsOwnerAsync("truncate mail_wishes, outbox_mails");
        cast = await Cast.PlayAsync(new World(database), database, "Rosa");
        await database.AsOwnerAsync("update patients set preferred_name = 'Rosita' where id = $1", cast.Patient);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task It_names_who_invites_and_the_link_and_nothing_of_the_record_and_the_token_is_forgotten()
    {
        var email = InvitationStage.NewEmail();
        var token = await stage.InviteAsync(cast.Self, cast.Patient, email, Category.Appointments | Category.Hiv);

        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.Equal(0, await Sender().SendDueAsync(default));

        var mail = Assert.Single(server.Mails);
        Assert.Equal([$"<{email}>"], mail.To);
        Assert.Equal("An invitation in CareCoord", mail.Header("Subject"));
        Assert.StartsWith("Hello,\n", mail.Body);
        Assert.Equal(email, mail.Header("To")!.Trim('<', '>'));
        Assert.Contains("Rosita invites you to help", mail.Body);
        Assert.Contains($"\nhttps://care.clinic.example/invitation/{token}\n", mail.Body);
        Assert.Contains("works once, for 72 hours", mail.Body);
        foreach (var secret in new[] { "Lucia", "Reyes", "Example", "HIV", "visit", "daughter", cast.Patient.ToString(), "1955" })
            Assert.DoesNotContain(
                secret,
                (string.Join('\n', mail.Lines) + mail.Body).Replace("clinic.example", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
        Assert.Equal("sent true", await database.AsOwnerAsync<string>("select outcome || ' ' || (sealed_token is null) from outbox_mails"));
    }

    [Fact]
    public async Task Whoever_has_an_account_is_called_by_the_name_of_that_and_not_as_the_inviter_typed()
    {
        var (_, email) = await stage.PersonAsync("Lucia of the clinic");
        await stage.InviteAsync(cast.Self, cast.Patient, email);

        await Sender().SendDueAsync(default);

        var mail = Assert.Single(server.Mails);
        Assert.StartsWith("Hello Lucia of the clinic,\n", mail.Body);
        Assert.DoesNotContain("Reyes", string.Join('\n', mail.Lines) + mail.Body);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_is_given_up_its_token_forgotten_and_the_patient_sees_it()
    {
        var email = InvitationStage.NewEmail();
        await stage.InviteAsync(cast.Self, cast.Patient, email);
        server.AnswerToRecipient = "550 no such box";

        for (var i = 0; i < SendOutbox.MostAttempts; i++)
        {
            await Sender().SendDueAsync(default);
            database.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal(
            "given_up true",
            await database.AsOwnerAsync<string>("select outcome || ' ' || (sealed_token is null) from outbox_mails")
        );
        Assert.True(
            (await database.Get<GrantQueries>().InvitationAsync(cast.Self, cast.Patient, await stage.InvitationAsync(email), default))
                .Invitation
                .Undelivered
        );
        server.AnswerToRecipient = "250 yes";
        await database.Get<SendInvitationAgain>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default);
        Assert.Equal(1, await Sender().SendDueAsync(default));
        Assert.False(
            (await database.Get<GrantQueries>().InvitationAsync(cast.Self, cast.Patient, await stage.InvitationAsync(email), default))
                .Invitation
                .Undelivered
        );
    }

    [Fact]
    public async Task A_hostile_name_adds_no_header_and_no_line()
    {
        await database.AsOwnerAsync(
            "update patients set preferred_name = $2 where id = $1",
            cast.Patient,
            "Rosa\r\nBcc: all@example.test\r\n\r\nClick http://evil.test"
        );
        await stage.InviteAsync(cast.Self, cast.Patient, InvitationStage.NewEmail());

        await Sender().SendDueAsync(default);

        var mail = Assert.Single(server.Mails);
        Assert.Single(mail.To);
        Assert.DoesNotContain("bcc", mail.HeaderNames);
        Assert.DoesNotContain("\nClick", mail.Body);
    }

    [Fact]
    public async Task A_claimed_mail_does_not_write_its_token_where_it_is_printed()
    {
        var token = await stage.InviteAsync(cast.Self, cast.Patient, InvitationStage.NewEmail());

        var mail = (await database.Get<Outbox>().ClaimAsync(default))!;

        Assert.Equal(token, database.Get<Outbox>().TokenOf(mail));
        Assert.DoesNotContain(token, mail.SealedToken);
        Assert.DoesNotContain(token, $"{mail}");
        Assert.DoesNotContain(mail.SealedToken!, $"{mail}");
    }

    [Fact]
    public async Task Nobody_who_reads_the_whole_database_finds_the_link_while_its_mail_waits()
    {
        var email = InvitationStage.NewEmail();
        var token = await stage.InviteAsync(cast.Self, cast.Patient, email);
        await database.Get<SendInvitationAgain>().RunAsync(cast.Self, new(cast.Patient, await stage.InvitationAsync(email)), default);
        var again = await stage.TokenAsync(email);

        var tables = (
            await database.AsOwnerAsync<string[]>(
                """
                select array_agg(c.oid::regclass::text) from pg_class c
                where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
                """
            )
        )!;
        foreach (var table in tables)
        foreach (var clear in new[] { token, again })
            Assert.Equal(0, await database.AsOwnerAsync<long>($"select count(*) from {table} t where strpos(t::text, $1) > 0", clear));
    }

    [Fact]
    public async Task A_link_that_was_sealed_for_another_invitation_or_by_a_lost_key_is_given_up_and_the_patient_sees_it()
    {
        var (mine, other) = (InvitationStage.NewEmail(), InvitationStage.NewEmail());
        await stage.InviteAsync(cast.Self, cast.Patient, mine);
        await stage.InviteAsync(cast.Self, cast.Patient, other);
        await database.AsOwnerAsync(
            """
            update outbox_mails m set sealed_token = (select o.sealed_token from outbox_mails o where o.invitation_id = $2)
            where m.invitation_id = $1
            """,
            await stage.InvitationAsync(mine),
            await stage.InvitationAsync(other)
        );

        for (var i = 0; i < SendOutbox.MostAttempts; i++)
        {
            await Sender().SendDueAsync(default);
            database.Clock.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal([$"<{other}>"], server.Mails.SelectMany(mail => mail.To));
        Assert.True(
            (await database.Get<GrantQueries>().InvitationAsync(cast.Self, cast.Patient, await stage.InvitationAsync(mine), default))
                .Invitation
                .Undelivered
        );
    }

    [Fact]
    public async Task The_database_refuses_a_link_in_clear()
    {
        var email = InvitationStage.NewEmail();
        var token = await stage.InviteAsync(cast.Self, cast.Patient, email);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsOwnerAsync("update outbox_mails set sealed_token = $1 where ended_at is null", token)
        );

        Assert.Equal("no_token_in_clear", refused.ConstraintName);
    }

    [Fact]
    public async Task An_invitation_accepted_before_its_mail_went_is_not_mailed()
    {
        var (person, email) = await stage.PersonAsync("Lucia");
        await stage.AcceptAsync(person, await stage.InviteAsync(cast.Self, cast.Patient, email));

        Assert.Equal(
            0,
            await database.AsOwnerAsync<long>("select count(*) from outbox_mails where invitation_id is not null and ended_at is null")
        );
    }

    private SendOutbox Sender() =>
        new(
            database.Get<Outbox>(),
            new(
                new("https://care.clinic.example/"),
                new MailAddress("care@clinic.example"),
                new("127.0.0.1", server.Port, null, null, MailTls.None),
                null
            ),
            database.Get<OrganisationQueries>(),
            NullLogger<SendOutbox>.Instance
        );
}
