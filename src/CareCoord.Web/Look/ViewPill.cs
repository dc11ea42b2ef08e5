namespace CareCoord.Web.Look;

/// <summary>A view of a desk, over its list.</summary>
/// <param name="Count">How many are in it, where that is known.</param>
/// <param name="IsHere">It is the view that is open.</param>
/// <param name="Kept">Its id, where it is one that the person keeps, and may remove.</param>
public sealed record ViewPill(string Words, string Href, int? Count, bool IsHere, Guid? Kept = null);
