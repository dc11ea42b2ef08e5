namespace CareCoord.Testing.LegalDocuments;

internal static class LegalDocumentsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("documents-walter", "walter", "/documents", "Your legal documents"),
        new("document-add-ana", "ana", "/patients/{Rosa}/documents/add", "Take a picture of a page"),
        new("documents-ana", "ana", "/patients/{Rosa}/documents", "legal documents"),
        new("documents-carla", "carla", "/patients/{Rosa}/documents", "legal documents"),
        new("incapacity-grace", "grace", "/patients/{Rosa}/documents/incapacity", "What you found, and how"),
        new("documents-search-carla", "carla", "/documents/search", "Find legal documents"),
        new("documents-search-anil", "anil", "/documents/search", "Find legal documents"),
    ];
}
