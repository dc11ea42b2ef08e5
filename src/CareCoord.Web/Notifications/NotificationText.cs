using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

/// <summary>What a notification says, the symbol beside it, and the page of what it is about.</summary>
internal sealed record NotificationText(
    NotificationKind Kind,
    string Icon,
    Func<NotificationContext, string> Says,
    Func<NotificationSubject, Hat, string> LeadsTo
)
{
    private static readonly Lazy<Dictionary<string, NotificationText>> ByKind = new(() =>
        FeaturePages.All.SelectMany(pages => pages.Notifications).ToDictionary(text => text.Kind.Name)
    );

    /// <summary>That of a kind.</summary>
    public static NotificationText Of(NotificationKind kind) => ByKind.Value[kind.Name];
}

/// <summary>A notification as it is said to its reader: to the patient "you" and "your", to everybody else the patient's name.</summary>
internal sealed record NotificationContext(NotificationRow Row, Viewer Viewer)
{
    public string By => Row.By;

    public string? Patient => Row.Patient;

    public string? Subject => Row.Subject;

    public Hat Hat => Viewer.Me.Hat;

    /// <summary>It is about the reader's own record.</summary>
    public bool Own => Row.PatientId is { } patient && Viewer.IsOwn(patient);

    /// <summary>"your", "Rosa Reyes’s", or "a patient’s".</summary>
    public string Whose =>
        Own ? "your"
        : Patient is { } name ? $"{name}’s"
        : "a patient’s";

    /// <summary>The subject in quotes, and for whom it is.</summary>
    public string About => $"“{Subject}”" + (Own || Patient is null ? "" : $", for {Patient}");
}
