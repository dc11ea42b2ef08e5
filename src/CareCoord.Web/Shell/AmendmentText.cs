using CareCoord.Amendments;

namespace CareCoord.Web.Shell;

/// <summary>Amendments of entries of the record, in words.</summary>
internal static class AmendmentText
{
    /// <summary>
    /// The kinds in the order in which they are offered, each with what it does; an error is taken back before anything else.
    /// </summary>
    public static IReadOnlyList<(AmendmentKind Kind, string Name, string About)> Offered(bool isInError, bool errors) =>
        isInError ? [(AmendmentKind.ErrorTakenBack, "It was right after all", "It holds again as it stood before.")]
        : errors
            ?
            [
                Correction,
                Addition,
                (AmendmentKind.EnteredInError, "It should not be there at all", "It stays readable, struck, and holds no more."),
            ]
        : [Correction, Addition];

    /// <summary>"Corrected by Carla Gomez, care coordinator, tomorrow …", without the reason.</summary>
    public static string Of(FormerVersion former, Spoken spoken) =>
        $"{Did(former.Kind)} by {former.By}, "
        + $"{PlainText.Of(former.Hat).ToLowerInvariant()}{(former.For is { } colleague ? $" in place of {colleague}" : "")}, "
        + $"{spoken.MomentWithin(former.At)}";

    private static (AmendmentKind Kind, string Name, string About) Correction { get; } =
        (AmendmentKind.Correction, "Something was wrong, or has changed", "What stood there before stays readable.");

    private static (AmendmentKind Kind, string Name, string About) Addition { get; } =
        (AmendmentKind.Addition, "Something is added", "What stands there stays in force.");

    private static string Did(AmendmentKind kind) =>
        kind switch
        {
            AmendmentKind.Addition => "Added to",
            AmendmentKind.EnteredInError => "Marked as entered in error",
            AmendmentKind.ErrorTakenBack => "Taken back as an error",
            _ => "Corrected",
        };
}
