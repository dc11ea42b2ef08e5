namespace CareCoord.LegalDocuments;

/// <summary>The kinds of legal documents in words, and the order of these words.</summary>
public static class DocumentKindWords
{
    /// <summary>In the order of their words.</summary>
    public static IReadOnlyList<DocumentKind> InOrder { get; } =
    [.. Enum.GetValues<DocumentKind>().OrderBy(Of, StringComparer.InvariantCultureIgnoreCase)];

    public static string Of(DocumentKind kind) =>
        kind switch
        {
            DocumentKind.AdvanceDirective => "Advance directive (living will)",
            DocumentKind.HealthCarePowerOfAttorney => "Health-care power of attorney",
            DocumentKind.DnrPolst => "DNR, POLST or MOLST",
            DocumentKind.GuardianshipOrder => "Guardianship order",
            DocumentKind.Release => "Release of information",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
