using CareCoord.Access;

namespace CareCoord.TreatmentPlans;

/// <summary>Who may do what with the treatment plan.</summary>
public static class TreatmentPlanAccess
{
    public static readonly AccessRule Read = AccessRule.ToRead("treatment-plan.read", "read the plan", Category.Plan);
    public static readonly AccessRule Tick = AccessRule.ToWrite(
        "activity.ticked",
        "ticked something in the plan as done",
        Category.Plan,
        Hat.Patient,
        Hat.Caregiver
    );
    public static readonly AccessRule Untick = AccessRule.ToWrite(
        "activity.unticked",
        "took back a tick in the plan",
        Category.Plan,
        Hat.Patient,
        Hat.Caregiver
    );
}
