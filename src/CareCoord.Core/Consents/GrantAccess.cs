using CareCoord.Access;

namespace CareCoord.Consents;

/// <summary>
/// Who may do what with proxy grants and invitations: the patient, and their coordinator on the patient's word. A caregiver who may see who
/// can see the record reads it, and changes nothing of it.
/// </summary>
public static class GrantAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead(
        "grant.read",
        "looked at what somebody who helps may see",
        Category.AccessHistory
    );
    public static readonly AccessRule ReadInvitation = AccessRule.ToRead(
        "invitation.read",
        "looked at an invitation",
        Category.AccessHistory
    );
    public static readonly AccessRule Prepare = AccessRule.ToFetch(
        "invitation.prepared",
        "began to invite somebody to help",
        Category.AccessHistory
    );
    public static readonly AccessRule Preview = new(
        "preview.begun",
        "began to look at what somebody who helps sees",
        Category.AccessHistory,
        Category.None,
        Hat.Patient
    );
    public static readonly AccessRule Invite = ByThePatient("invitation.sent", "invited somebody to see the record and help");
    public static readonly AccessRule SendAgain = ByThePatient("invitation.sent-again", "sent an invitation again");
    public static readonly AccessRule Withdraw = ByThePatient("invitation.withdrawn", "withdrew an invitation");
    public static readonly AccessRule Change = ByThePatient("grant.changed", "changed what somebody who helps may see");
    public static readonly AccessRule Suspend = ByThePatient("grant.suspended", "suspended what somebody who helps may see");
    public static readonly AccessRule Resume = ByThePatient("grant.resumed", "let somebody who helps see the record again");
    public static readonly AccessRule End = ByThePatient("grant.ended", "ended what somebody who helps may see");
    public static readonly AuditedAction ReadCaredFor = new("cared-for.read", "saw the name on the list of people cared for")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction OpenInvitation = new("invitation.opened", "followed the link of an invitation")
    {
        Reads = Reading.Page,
    };
    public static readonly AuditedAction Accept = new("invitation.accepted", "accepted the invitation to see the record and help");
    public static readonly AuditedAction AcceptRefused = new("invitation.refused", "accepted an invitation, but sees the record already");
    public static readonly AuditedAction WrongDate = new("invitation.wrong-date", "entered a wrong date of birth for an invitation");
    public static readonly AuditedAction PreviewEnded = new("preview.ended", "went back to their own record");

    private static AccessRule ByThePatient(string action, string said) =>
        AccessRule.ToWrite(action, said, Category.AccessHistory, Hat.Patient, Hat.Coordinator);
}
