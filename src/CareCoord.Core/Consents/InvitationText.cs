namespace CareCoord.Consents;

/// <summary>The sentences that stand for everything that may be wrong with an invitation, so that nobody learns what it was.</summary>
public static class InvitationText
{
    /// <summary>Unknown, used, expired, withdrawn, stopped, of another address, or not with this date of birth.</summary>
    public const string NotUsable =
        "This invitation cannot be used with what you entered. "
        + "It works once, for 72 hours, with the email address it was sent to and the right date of birth. "
        + "Check the date. If it is right, ask the person who invited you to send the invitation again.";

    /// <summary>The link of no open invitation.</summary>
    public const string NotOpen =
        "This invitation cannot be used. It works once and for 72 hours, and it may have been replaced by a newer one: "
        + "look for the newest mail. "
        + "If there is none, ask the person who invited you to send the invitation again.";

    public const string SeesAlready =
        "You can see this record already. To see more of it, ask the person you care for: they change it under “Who can see my record”.";
}
