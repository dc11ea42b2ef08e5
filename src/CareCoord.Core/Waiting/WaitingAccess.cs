using CareCoord.Access;

namespace CareCoord.Waiting;

/// <summary>How much waits for somebody, in the audit: numbers show nobody’s record, so that reading them is no entry.</summary>
internal static class WaitingAccess
{
    public static readonly AuditedAction Count = new("waiting.counted", "saw how much waits for them");
}
