using CareCoord.Access;

namespace CareCoord.Consents;

/// <summary>
/// Who may do what with proxy grants and invitations: the patient, and their coordinator on the patient's word. A caregiver who may see who can see
/// the record reads it, and changes nothing of it.
/// </summary>
public static class GrantAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("grant.read", Category.AccessHistory);
    public static readonly AccessRule ReadInvitation = AccessRule.ToRead("invitation.read", Category.AccessHistory);
    public static readonly AccessRule Prepare = AccessRule.ToRead("invitation.prepared", Category.AccessHistory);
    public static readonly AccessRule Preview = new("preview.begun", Category.AccessHistory, Category.None, Hat.Patient);
    public static readonly AccessRule Invite = ByThePatient("invitation.sent");
    public static readonly AccessRule SendAgain = ByThePatient("invitation.sent-again");
    public static readonly AccessRule Withdraw = ByThePatient("invitation.withdrawn");
    public static readonly AccessRule Change = ByThePatient("grant.changed");
    public static readonly AccessRule Suspend = ByThePatient("grant.suspended");
    public static readonly AccessRule Resume = ByThePatient("grant.resumed");
    public static readonly AccessRule End = ByThePatient("grant.ended");

    private static AccessRule ByThePatient(string action) => AccessRule.ToWrite(action, Category.AccessHistory, Hat.Patient, Hat.Coordinator);
}
