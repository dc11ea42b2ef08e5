using CareCoord.Access;

namespace CareCoord.Patients;

/// <summary>How invented records came to be, in the audit.</summary>
public static class DemoAccess
{
    public static readonly AuditedAction Load = new("demo.loaded", "made this invented record for the demonstration");
    public static readonly AuditedAction LoadDocuments = new(
        "demo.documents-loaded",
        "made invented legal documents for the demonstration"
    );
}
