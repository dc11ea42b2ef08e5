using System.Reflection;
using CareCoord.Web.Notifications;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Shell;

/// <summary>
/// What the pages of a feature declare of themselves, once; tabs, navigation, short addresses and notifications are derived from it.
/// </summary>
internal sealed record FeaturePages
{
    private static readonly Lazy<IReadOnlyList<FeaturePages>> Declared = new(() =>
        [
            .. typeof(FeaturePages)
                .Assembly.GetTypes()
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => type.GetField("Pages", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
                .OfType<FeaturePages>(),
        ]
    );

    /// <summary>Its parts of a patient's record.</summary>
    public IReadOnlyList<RecordTab> Tabs { get; init; } = [];

    /// <summary>Its places in the navigation of every page.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>What its notifications say.</summary>
    public IReadOnlyList<NotificationText> Notifications { get; init; } = [];

    /// <summary>Adds what its pages need.</summary>
    public Action<WebApplicationBuilder, PortalSettings> Services { get; init; } = (_, _) => { };

    /// <summary>Maps its endpoints.</summary>
    public Action<WebApplication> Endpoints { get; init; } = _ => { };

    /// <summary>Those of every feature, found by the field "Pages" of its class.</summary>
    public static IReadOnlyList<FeaturePages> All => Declared.Value;
}
