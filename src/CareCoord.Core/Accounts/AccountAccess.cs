using CareCoord.Access;

namespace CareCoord.Accounts;

/// <summary>What is done with an account, in the audit: it is its owner’s own, or the portal’s.</summary>
public static class AccountAccess
{
    public static readonly AuditedAction ReadAll = new("accounts.read", "looked at the accounts");
    public static readonly AuditedAction ReadContact = new("account.contact-read", "looked at how to reach them");
    public static readonly AuditedAction ChangeContact = new("account.contact-changed", "changed how to reach them");
    public static readonly AuditedAction ChangeTimeZone = new("account.time-zone-changed", "changed their time zone");
    public static readonly AuditedAction Open = new("account.opened", "opened an account");
    public static readonly AuditedAction TrySignIn = new("account.sign-in-tried", "tried to sign in");
    public static readonly AuditedAction AskSecondStep = new("account.second-step-asked", "was asked for their second step");
    public static readonly AuditedAction SignIn = new("account.signed-in", "signed in");
    public static readonly AuditedAction SignInRefused = new("account.sign-in-refused", "could not sign in");
    public static readonly AuditedAction SignOut = new("account.signed-out", "signed out");
    public static readonly AuditedAction ChangeHat = new("account.hat-changed", "changed the hat they wear");
    public static readonly AuditedAction TryPassword = new("account.password-tried", "entered their password for a change");
    public static readonly AuditedAction ChangePassword = new("account.password-changed", "changed their password");
    public static readonly AuditedAction PrepareSecondStep = new("account.second-step-prepared", "prepared their second step");
    public static readonly AuditedAction SecondStepOn = new("account.second-step-on", "turned their second step on");
    public static readonly AuditedAction SecondStepOff = new("account.second-step-off", "turned their second step off");

    public static readonly AuditedAction SecondStepKept = new(
        "account.second-step-kept",
        "could not turn their second step off, which their short password needs"
    );
}
