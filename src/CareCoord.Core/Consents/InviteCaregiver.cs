using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Consents;

/// <summary>
/// Who is to help a patient, at which address, and what they may then see and act in. <paramref name="LastDay"/> is the last day, where the
/// patient lives, or null for no end. A coordinator gives the patient's word for it.
/// </summary>
public sealed record CaregiverInvited(
    Guid PatientId,
    string? Email,
    [property: Sentence(ProxyInvitation.SayName, ProxyInvitation.LongestName)] string? Name,
    [property: Sentence(ProxyInvitation.SayRelationship, ProxyInvitation.LongestRelationship)] string? Relationship,
    Category View,
    Category Manage,
    DateOnly? LastDay = null,
    PatientsWord? Word = null
);

/// <summary>
/// Invites a caregiver by a mail whose link works once and for 72 hours. Nothing of the record is open until they accept.
/// </summary>
public sealed class InviteCaregiver(ActorDbs databases, AccessGate gate, MailSecrets secrets, TimeProvider clock)
{
    internal const string Many =
        "That is as many invitations as can be sent in a day. Withdraw those that are not needed, and try again tomorrow.";

    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker may not see who sees the record, <see cref="RuleBroken"/> where it is not theirs to
    /// give or cannot be.
    /// </summary>
    public async Task RunAsync(Actor asker, CaregiverInvited request, CancellationToken cancel)
    {
        Checked.Of(request);
        if (ProxyInvitation.BrokenEmail(request.Email) is { } sentence)
            throw new RuleBroken(sentence);
        GrantParts.Of(request.View, request.Manage);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, GrantAccess.Invite, request.PatientId, "proxy_invitation", id, cancel);

        var zone = await db.Set<Patient>().Where(p => p.Id == request.PatientId).Select(p => p.TimeZone).SingleAsync(cancel);
        var invitation = ProxyInvitation.Of(id, request, asker.Hat, zone, now);

        var token = InvitationToken.New();
        var (said, on, how) = (invitation.Word?.Said, invitation.Word?.On, invitation.Word?.How?.Snake());
        var answer = await db.AnswerAsync<string>(
            $"""
            select app.invite_caregiver({invitation.PatientId}, {invitation.Id}, {invitation.Email}, {invitation.Name},
                                        {invitation.Relationship}, {(int)invitation.Parts.View}, {(int)invitation.Parts.Manage},
                                        {invitation.GrantEndsAt}, {InvitationToken.Hash(token)}, {secrets.Seal(
                token,
                id
            )}, {said}, {on}, {how})
                   as "Value"
            """,
            cancel
        );
        if (Refusal(answer) is { } refusal)
            throw new RuleBroken(refusal);
        await db.CommitAsync(cancel);
    }

    private static string? Refusal(string answer) =>
        answer switch
        {
            "sent" => null,
            "own" => "That is an address of your own, or of the patient. Enter the address of the person who is to help.",
            "sees" => "The person with that address can see the record already. Change what they may see instead.",
            "many" => Many,
            _ => "An invitation to that address is open already. Send it again, or withdraw it and invite anew.",
        };
}
