using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Notifications;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Consents;

/// <summary>Sends invitations and accepts them as people do, and looks past the product at what came of it.</summary>
internal sealed class InvitationStage(TestDatabase database)
{
    private static int invited;
    private readonly World world = new(database);

    /// <summary>The birth date of every patient of <see cref="World"/>.</summary>
    public static DateOnly BirthDate { get; } = new(1955, 3, 4);

    /// <summary>Monday 23 November 2026, 9 in the morning in Chicago: tests that move the clock begin there again.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    /// <summary>An account with its address, without any hat of a caregiver.</summary>
    public async Task<(Actor Actor, string Email)> PersonAsync(string name, Hat hat = Hat.Patient)
    {
        var account = await world.AccountAsync(name, hat);
        return (new(account, hat), (await database.AsOwnerAsync<string>("select email from accounts where id = $1", account))!);
    }

    public static string NewEmail() => $"invited.{Interlocked.Increment(ref invited)}@example.test";

    public CaregiverInvited Request(
        Guid patient,
        string email,
        Category view = Category.Appointments,
        Category manage = Category.None,
        DateOnly? lastDay = null,
        PatientsWord? word = null
    ) => new(patient, email, "Lucia Reyes", "daughter-in-law", view, manage, lastDay, word);

    /// <summary>The patient invites; returns the token as it stands in the mail that waits.</summary>
    public async Task<string> InviteAsync(
        Actor asker,
        Guid patient,
        string email,
        Category view = Category.Appointments,
        Category manage = Category.None,
        DateOnly? lastDay = null
    )
    {
        await database.Get<InviteCaregiver>().RunAsync(asker, Request(patient, email, view, manage, lastDay), default);
        return await TokenAsync(email);
    }

    /// <summary>The token in the mail that waits for this address, as the portal alone can unseal it.</summary>
    public async Task<string> TokenAsync(string email)
    {
        var waits = (
            await database.AsOwnerAsync<string[]>(
                """
                select array[i.id::text, m.sealed_token] from outbox_mails m join proxy_invitations i on i.id = m.invitation_id
                where i.email = $1 and m.ended_at is null order by m.created_at desc limit 1
                """,
                email
            )
        )!;
        return database.Get<MailSecrets>().Unseal(waits[1], Guid.Parse(waits[0]));
    }

    public Task AcceptAsync(Actor asker, string token, DateOnly? birthDate = null) =>
        database.Get<AcceptInvitation>().RunAsync(asker, new(token, birthDate ?? BirthDate), default);

    public Task<Guid> InvitationAsync(string email) =>
        database.AsOwnerAsync<Guid>("select id from proxy_invitations where email = $1 order by created_at desc limit 1", email);

    /// <summary>What somebody sees and acts in of a patient's record at this moment, as bits; null where nothing.</summary>
    public Task<string?> SeesAsync(Actor actor, Guid patient) =>
        database.AsAppAsync<string>(
            actor,
            "select string_agg(view_bits || '/' || manage_bits, ' ') from patient_access where patient_id = $1",
            patient
        );

    /// <summary>The kinds of what somebody was told, oldest first.</summary>
    public async Task<string[]> ToldAsync(Guid account) =>
        (
            await database.AsOwnerAsync<string[]>(
                "select coalesce(array_agg(kind order by id), '{}') from notifications where account_id = $1 and kind <> 'team_joined'",
                account
            )
        )!;
}
