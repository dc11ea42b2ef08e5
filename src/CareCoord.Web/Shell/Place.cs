using CareCoord.Access;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.Shell;

/// <summary>A place that one can go to from every page, for these hats; for everybody, where none is named.</summary>
internal sealed record Place(int Order, string Href, string Icon, string Words, params Hat[] Hats)
{
    /// <summary>The places of somebody, in their order; those of a patient are in their own record.</summary>
    public static IReadOnlyList<Place> For(Me me)
    {
        var hat = me.Hat == Hat.Patient && me.OwnPatientId is null ? Hat.System : me.Hat;
        var own =
            hat != Hat.Patient
                ? []
                : RecordTab
                    .All.Where(tab => tab.Icon is not null && tab.IsFor(hat))
                    .Select(tab => new Place(tab.Order, $"/patients/{me.OwnPatientId}/{tab.Part}", tab.Icon!, tab.Words));
        return
        [
            .. FeaturePages
                .All.SelectMany(pages => pages.Places)
                .Where(place => place.Hats.Length == 0 || place.Hats.Contains(hat))
                .Concat(own)
                .OrderBy(place => place.Order),
        ];
    }
}
