using CareCoord.Access;
using CareCoord.Waiting;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.Shell;

/// <summary>A place that one can go to from every page, for these hats; for everybody, where none is named.</summary>
public sealed record Place(int Order, string Href, string Icon, string Words, params Hat[] Hats)
{
    /// <summary>How much waits there, and how that is said; null where nothing is counted.</summary>
    public Func<WaitingCounts, PlaceCount?> Count { get; init; } = _ => null;

    /// <summary>The places of a caregiver who has somebody's record open: that person's, as far as they may see them.</summary>
    public static IReadOnlyList<Place> In(Guid patientId, Category seen) =>
        [
            new Place(0, "/", "people", "People"),
            .. Of(patientId, RecordTab.All.Where(tab => tab.IsFor(Hat.Caregiver) && seen.HasFlag(tab.Category)))
                .OrderBy(place => place.Order),
        ];

    /// <summary>The places of somebody, in their order; those of a patient are in their own record.</summary>
    public static IReadOnlyList<Place> For(Me me)
    {
        var hat = me.Hat == Hat.Patient && me.OwnPatientId is null ? Hat.System : me.Hat;
        var own = hat != Hat.Patient ? [] : Of(me.OwnPatientId!.Value, RecordTab.All.Where(tab => tab.IsFor(hat)));
        return
        [
            .. FeaturePages
                .All.SelectMany(pages => pages.Places)
                .Where(place => place.Hats.Length == 0 || place.Hats.Contains(hat))
                .Concat(own)
                .OrderBy(place => place.Order),
        ];
    }

    private static IEnumerable<Place> Of(Guid patientId, IEnumerable<RecordTab> tabs) =>
        tabs.Where(tab => tab.Icon is not null)
            .Select(tab => new Place(tab.PlaceOrder ?? tab.Order, $"/patients/{patientId}/{tab.Part}", tab.Icon!, tab.Words));
}

/// <summary>A number at the right end of a place.</summary>
/// <param name="Words">What it counts, after the number: "late".</param>
/// <param name="Tone">"hot" where something is late, nothing where it is new, "quiet" otherwise.</param>
public sealed record PlaceCount(int Number, string Words, string Tone)
{
    public static PlaceCount? Late(int number) => Of(number, "late", "hot");

    public static PlaceCount? New(int number, string words) => Of(number, words, "");

    public static PlaceCount? Open(int number, string words) => Of(number, words, "quiet");

    private static PlaceCount? Of(int number, string words, string tone) => number > 0 ? new(number, words, tone) : null;
}
