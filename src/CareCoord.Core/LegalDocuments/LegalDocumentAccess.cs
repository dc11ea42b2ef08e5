using CareCoord.Access;

namespace CareCoord.LegalDocuments;

/// <summary>
/// Who may do what with legal documents. Whoever sees them reads them, and whoever manages them hands them in. The patient's coordinator
/// reviews what others handed in and amends what was copied from it. The patient or their proxy takes back. A provider of the care team
/// says that the patient cannot decide.
/// </summary>
public static class LegalDocumentAccess
{
    public static readonly AccessRule ReadList = AccessRule.ToRead(
        "legal-documents.read",
        "looked at the list of legal documents",
        Category.LegalDocuments
    );
    public static readonly AccessRule Read = AccessRule.ToRead(
        "legal-document.read",
        "looked at a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Fetch = AccessRule.ToFetch(
        "legal-document.fetched",
        "fetched the pages of a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule ReadPage = AccessRule.ToFetch(
        "legal-document.page-read",
        "looked at a page of a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Prepare = AccessRule.ToFetch(
        "legal-document.prepared",
        "began to hand in a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Upload = AccessRule.ToWrite(
        "legal-document.uploaded",
        "uploaded the pages of a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Describe = AccessRule.ToWrite(
        "legal-document.described",
        "copied what stands in a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Amend = AccessRule.ToWrite(
        "legal-document.amended",
        "corrected what was copied from a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Submit = AccessRule.ToWrite(
        "legal-document.submitted",
        "handed in a legal document",
        Category.LegalDocuments
    );
    public static readonly AccessRule Drop = AccessRule.ToWrite(
        "legal-document.dropped",
        "dropped a legal document that was not handed in",
        Category.LegalDocuments
    );
    public static readonly AccessRule TakeUp = ByTheirCoordinator("legal-document.taken-up", "began to review a legal document");
    public static readonly AccessRule Accept = ByTheirCoordinator("legal-document.accepted", "accepted a legal document");
    public static readonly AccessRule Return = ByTheirCoordinator("legal-document.returned", "sent a legal document back to be mended");
    public static readonly AccessRule Remind = ByTheirCoordinator(
        "legal-document.readers-reminded",
        "reminded the care team of reading a legal document"
    );
    public static readonly AccessRule Revoke = AccessRule.ToWrite(
        "legal-document.revoked",
        "took a legal document back",
        Category.LegalDocuments,
        Hat.Patient,
        Hat.Caregiver
    );
    public static readonly AccessRule Confirm = ByAProviderOfTheTeam(
        "legal-document.reading-confirmed",
        "confirmed having read a legal document"
    );
    public static readonly AccessRule RecordIncapacity = ByAProviderOfTheTeam(
        "incapacity.recorded",
        "recorded that the patient cannot decide"
    );
    public static readonly AccessRule LiftIncapacity = ByAProviderOfTheTeam(
        "incapacity.lifted",
        "recorded that the patient can decide again"
    );
    public static readonly AuditedAction Search = new("legal-documents.searched", "saw a legal document among those they looked for")
    {
        Reads = Reading.List,
    };
    public static readonly AuditedAction Expire = new("legal-document.expired", "noted that a legal document has run out");
    public static readonly AuditedAction DropOldDraft = new(
        "legal-document.draft-dropped",
        "dropped a legal document that was not handed in for 30 days"
    );
    public static readonly AuditedAction FindInfected = new(
        "legal-document.found-infected",
        "found something harmful in an uploaded file, and did not keep it"
    );
    public static readonly AuditedAction RestGrant = new(
        "proxy-grant.rests-on-document",
        "let a caregiver’s permission rest on a legal document"
    );

    private static AccessRule ByTheirCoordinator(string action, string said) =>
        AccessRule.ToWrite(action, said, Category.LegalDocuments, Hat.Coordinator) with
        {
            Only = Basis.Caseload,
        };

    private static AccessRule ByAProviderOfTheTeam(string action, string said) =>
        AccessRule.ToWrite(action, said, Category.LegalDocuments, Hat.Provider) with
        {
            Only = Basis.CareTeam,
        };
}
