using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Web.Shell;

namespace CareCoord.Web.AccessHistory;

/// <summary>Who did what on a record, in sentences.</summary>
internal static class WhoDidText
{
    private const string OfAnInvitation = "invitation.";

    public static string Of(WhoDid did, string patient, Spoken spoken)
    {
        var who =
            did.Mark == AccessMark.Own ? "You"
            : did.Hat == Hat.System && did.Action.StartsWith(OfAnInvitation, StringComparison.Ordinal) ? "Somebody who was not signed in"
            : did.Name ?? "An account that is no longer here";
        var asWhom =
            did.ForPatient ? $", for {patient},"
            : did.Hat is Hat.Patient or Hat.System or Hat.Card ? ""
            : did.Hat == Hat.Preview ? ", looking at what somebody who helps sees,"
            : $", as {PlainText.Of(did.Hat).ToLowerInvariant()},";
        return $"{who}{asWhom} {PlainText.Act(did.Action)}{Times(did, spoken)}";
    }

    public static string Of(AccessKind kind) =>
        kind switch
        {
            AccessKind.Looked => "Looked at it",
            AccessKind.Changed => "Changed something",
            _ => "Broke the glass",
        };

    /// <summary>What somebody did themselves on a day, as the head of these lines.</summary>
    public static string Own(IEnumerable<WhoDid> own) =>
        own.Sum(did => did.Times) is var times && times == 1 ? "What you did yourself, once" : $"What you did yourself, {times} times";

    private static string Times(WhoDid did, Spoken spoken)
    {
        if (did.Times == 1)
            return "";
        var (first, last) = (spoken.ShortTime(did.Since), spoken.ShortTime(did.Until));
        return $", {did.Times} times, {(first == last ? first : $"{first} to {last}")}";
    }
}
