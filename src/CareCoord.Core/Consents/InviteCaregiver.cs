using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Consents;

/// <summary>
/// Who is to help a patient, at which address, and what they may then see and act in; <paramref name="LastDay"/> is the last day, where the patient
/// lives, or null for no end. A coordinator gives the patient's word for it.
/// </summary>
public sealed record CaregiverInvited(Guid PatientId, string? Email,
    [property: Sentence(InviteCaregiver.SayName, InviteCaregiver.LongestName)] string? Name,
    [property: Sentence(InviteCaregiver.SayRelationship, InviteCaregiver.LongestRelationship)] string? Relationship,
    Category View, Category Manage, DateOnly? LastDay = null, PatientsWord? Word = null);

/// <summary>Invites a caregiver by a mail whose link works once and for 72 hours. Nothing of the record is open until they accept.</summary>
public sealed class InviteCaregiver(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    public const int LongestName = 100;
    public const int LongestRelationship = 60;
    public const int LongestEmail = 254;
    public const string SayName = "Enter their name.";
    public const string SayRelationship = "Say what they are to the patient, for example “daughter”.";

    internal const string Many = "That is as many invitations as can be sent in a day. Withdraw those that are not needed, and try again tomorrow.";

    /// <summary>What is wrong with an address, in a sentence that says what to do; null where a mail can be sent to it.</summary>
    public static string? BrokenEmail(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= LongestEmail } email && email.All(one => one is > ' ' and <= '~') && email.IndexOf('@') == email.LastIndexOf('@')
            && MailAddress.TryCreate(email, out var address) && address.Address == email
            ? null
            : "Enter an email address, like name@example.org.";

    /// <summary>Throws <see cref="NotFound"/> where the asker may not see who sees the record, <see cref="RuleBroken"/> where it is not theirs to give or cannot be.</summary>
    public async Task RunAsync(Actor asker, CaregiverInvited request, CancellationToken cancel)
    {
        Checked.Of(request);
        if (BrokenEmail(request.Email) is { } sentence)
            throw new RuleBroken(sentence);
        var parts = GrantParts.Of(request.View, request.Manage);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, GrantAccess.Invite, request.PatientId, "proxy_invitation", id, cancel);

        var timeZone = await db.Set<Patient>().Where(p => p.Id == request.PatientId).Select(p => p.TimeZone).SingleAsync(cancel);
        var today = TimeZoneInfo.FindSystemTimeZoneById(timeZone).DateThere(now);
        var word = PatientsWord.Needed(asker.Hat, request.Word, today);
        var (said, on, how) = (word?.Said, word?.On, word?.How?.Snake());
        var answer = await db.AnswerAsync<string>(
            $"""
            select app.invite_caregiver({request.PatientId}, {id}, {request.Email!.Trim()}, {OneLine.Said(request.Name, SayName)},
                {OneLine.Said(request.Relationship, SayRelationship)}, {(int)parts.View}, {(int)parts.Manage}, {LastDay.After(request.LastDay, today, timeZone)},
                {InvitationToken.New()}, {said}, {on}, {how}) as "Value"
            """, cancel);
        if (Refusal(answer) is { } refusal)
            throw new RuleBroken(refusal);
        await db.CommitAsync(cancel);
    }

    private static string? Refusal(string answer) => answer switch
    {
        "sent" => null,
        "own" => "That is an address of your own, or of the patient. Enter the address of the person who is to help.",
        "sees" => "The person with that address can see the record already. Change what they may see instead.",
        "many" => Many,
        _ => "An invitation to that address is open already. Send it again, or withdraw it and invite anew.",
    };
}
