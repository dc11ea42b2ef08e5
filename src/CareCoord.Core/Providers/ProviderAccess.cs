using CareCoord.Access;

namespace CareCoord.Providers;

/// <summary>What providers read of all their patients, in the audit.</summary>
internal static class ProviderAccess
{
    public static readonly AuditedAction ReadPatients = new("my-patients.read", "saw the name on the list of patients");
}
