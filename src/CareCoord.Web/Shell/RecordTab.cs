using CareCoord.Access;
using CareCoord.Patients;

namespace CareCoord.Web.Shell;

/// <summary>A part of a patient's record with a tab of its own, at /patients/ID/PART; a patient reaches their own at /PART, too.</summary>
/// <param name="Order">Where it stands among the tabs.</param>
/// <param name="Part">As it stands in the address.</param>
/// <param name="Words">As people call it.</param>
/// <param name="Category">Whoever may not see this part of the record has no such tab.</param>
internal sealed record RecordTab(int Order, string Part, string Words, Category Category)
{
    /// <summary>Every tab, in their order.</summary>
    public static IReadOnlyList<RecordTab> All { get; } = [.. FeaturePages.All.SelectMany(pages => pages.Tabs).OrderBy(tab => tab.Order)];

    /// <summary>The symbol by which it is a place in the patient's own navigation; null where it has none there.</summary>
    public string? Icon { get; init; }

    /// <summary>Where it stands in that navigation; null where it is as among the tabs.</summary>
    public int? PlaceOrder { get; init; }

    /// <summary>Its page speaks to the patient: "you" means the patient, whoever reads it.</summary>
    public bool SpeaksToPatient { get; init; }

    /// <summary>The hats for which it is; all, where none is named.</summary>
    public IReadOnlyList<Hat> Hats { get; init; } = [];

    /// <summary>What else must be so of the patient for it to be shown.</summary>
    public Func<PatientBanner, bool> Fits { get; init; } = _ => true;

    /// <summary>It is for somebody under this hat.</summary>
    public bool IsFor(Hat hat) => Hats.Count == 0 || Hats.Contains(hat);
}
