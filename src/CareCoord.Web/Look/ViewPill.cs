namespace CareCoord.Web.Look;

/// <summary>A view of a desk, over its list.</summary>
/// <param name="Count">How many are in it, where that is known.</param>
/// <param name="IsHere">It is the view that is open.</param>
/// <param name="Kept">Its id, where it is one that the person keeps, and may remove.</param>
/// <param name="Most">From this number on, the count says that there are more.</param>
/// <param name="IsLate">What is in it is late, as long as anything is.</param>
public sealed record ViewPill(
    string Words,
    string Href,
    int? Count,
    bool IsHere,
    Guid? Kept = null,
    int Most = int.MaxValue,
    bool IsLate = false
);
