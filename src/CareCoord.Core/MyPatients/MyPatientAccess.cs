using CareCoord.Access;

namespace CareCoord.MyPatients;

/// <summary>What providers read of all their patients, in the audit.</summary>
internal static class MyPatientAccess
{
    public static readonly AuditedAction ReadPatients = new("my-patients.read", "saw the name on the list of patients")
    {
        Reads = Reading.List,
    };
}
