using CareCoord.Access;

namespace CareCoord.LegalDocuments;

/// <summary>
/// Who may do what with legal documents: whoever sees them reads them, whoever manages them hands them in, the patient's coordinator reviews what
/// others handed in, and the patient or their proxy takes back. A provider of the care team says that the patient cannot decide.
/// </summary>
public static class LegalDocumentAccess
{
    public static readonly AccessRule ReadList = AccessRule.ToRead("legal-documents.read", Category.LegalDocuments);
    public static readonly AccessRule Read = AccessRule.ToRead("legal-document.read", Category.LegalDocuments);
    public static readonly AccessRule Fetch = AccessRule.ToRead("legal-document.fetched", Category.LegalDocuments);
    public static readonly AccessRule Prepare = AccessRule.ToRead("legal-document.prepared", Category.LegalDocuments);
    public static readonly AccessRule Upload = AccessRule.ToWrite("legal-document.uploaded", Category.LegalDocuments);
    public static readonly AccessRule Describe = AccessRule.ToWrite("legal-document.described", Category.LegalDocuments);
    public static readonly AccessRule Submit = AccessRule.ToWrite("legal-document.submitted", Category.LegalDocuments);
    public static readonly AccessRule Drop = AccessRule.ToWrite("legal-document.dropped", Category.LegalDocuments);
    public static readonly AccessRule TakeUp = ByTheirCoordinator("legal-document.taken-up");
    public static readonly AccessRule Accept = ByTheirCoordinator("legal-document.accepted");
    public static readonly AccessRule Return = ByTheirCoordinator("legal-document.returned");
    public static readonly AccessRule Remind = ByTheirCoordinator("legal-document.readers-reminded");
    public static readonly AccessRule Revoke = AccessRule.ToWrite("legal-document.revoked", Category.LegalDocuments, Hat.Patient, Hat.Caregiver);
    public static readonly AccessRule Confirm = ByAProviderOfTheTeam("legal-document.reading-confirmed");
    public static readonly AccessRule RecordIncapacity = ByAProviderOfTheTeam("incapacity.recorded");
    public static readonly AccessRule LiftIncapacity = ByAProviderOfTheTeam("incapacity.lifted");

    private static AccessRule ByTheirCoordinator(string action) =>
        AccessRule.ToWrite(action, Category.LegalDocuments, Hat.Coordinator) with { Only = Basis.Caseload };

    private static AccessRule ByAProviderOfTheTeam(string action) =>
        AccessRule.ToWrite(action, Category.LegalDocuments, Hat.Provider) with { Only = Basis.CareTeam };
}
