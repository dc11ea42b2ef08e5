using CareCoord.CareTasks;
using CareCoord.CareTeams;

namespace CareCoord.Ops.Demo;

/// <summary>Work that commonly comes up with a condition, and for whom; the activity's key where it is about one of the plan.</summary>
internal sealed record TaskKind(TeamRole For, TaskAbout About, string Title, string Why, string? Activity = null)
{
    private static readonly Dictionary<string, TaskKind[]> ByCondition = new()
    {
        ["pressure"] = Two(
            TeamRole.PrimaryCare,
            new(
                default,
                TaskAbout.Medicine,
                "Say whether the blood pressure tablet is enough",
                "The numbers of two weeks are above the goal."
            ),
            "Go through the blood pressure numbers",
            "They have not been looked at since the last visit.",
            "pressure-review"
        ),
        ["heart"] = Two(
            TeamRole.Cardiologist,
            new(default, TaskAbout.Result, "Look at the weights of this week", "Three pounds more in two days can mean water."),
            "Say how many water tablets to take",
            "The letter and the plan name two numbers.",
            "heart-review"
        ),
        ["rhythm"] = Two(
            TeamRole.Cardiologist,
            new(default, TaskAbout.Medicine, "Check the blood thinner against the new antibiotic", "The two can be too strong together."),
            "Read the 24-hour heart recording",
            "It came in and nobody has said what it shows.",
            "rhythm-review"
        ),
        ["vessels"] = Two(
            TeamRole.Cardiologist,
            new(default, TaskAbout.Result, "Look at the new cholesterol value", "It was drawn after the dose went up."),
            "Say when the next heart check is due",
            "The plan names no day.",
            "vessels-review"
        ),
        ["diabetes"] = Two(
            TeamRole.Endocrinologist,
            new(default, TaskAbout.Result, "Answer a question about the A1c", "Two letters name two targets."),
            "Go through the sugar numbers of this month",
            "The mornings are higher than the plan wants.",
            "sugar-review"
        ),
        ["prediabetes"] = Two(
            TeamRole.Nutritionist,
            new(default, TaskAbout.General, "Send the shopping list for the first two weeks", "The list of spring is for another season."),
            "Plan meals for a week with late shifts",
            "Dinner is after ten on four days.",
            "meals"
        ),
        ["thyroid"] = Two(
            TeamRole.Endocrinologist,
            new(
                default,
                TaskAbout.Medicine,
                "Say when to take the thyroid tablet beside calcium",
                "Taken together, the one hinders the other."
            ),
            "Look at the new thyroid value",
            "The dose was changed six weeks ago.",
            "thyroid-review"
        ),
        ["kidney"] = Two(
            TeamRole.Pharmacist,
            new(default, TaskAbout.Medicine, "Find a pain reliever that is safe for the kidneys", "Ibuprofen was bought at the store."),
            "Check all doses against the new kidney value",
            "It has come down since the last check.",
            "kidney-check"
        ),
        ["knee"] = Two(
            TeamRole.PhysicalTherapist,
            new(default, TaskAbout.Appointment, "Offer an earlier therapy session", "The knee is swollen after a long walk."),
            "Adapt the exercises to a swollen knee",
            "The old sheet makes it worse.",
            "knee-therapy"
        ),
        ["new-knee"] = Two(
            TeamRole.Surgeon,
            new(
                default,
                TaskAbout.Transition,
                "Send the discharge letter to the family doctor",
                "Home for a week, and no letter has come."
            ),
            "Look at a photo of the scar",
            "There is some redness at the lower end.",
            "knee-check"
        ),
        ["back"] = Two(
            TeamRole.PhysicalTherapist,
            new(default, TaskAbout.Document, "Write a note for work about lifting", "The employer asks for it in writing."),
            "Show a way to lift a child",
            "The grandchild moves in next month.",
            "back-therapy"
        ),
        ["bones"] = Two(
            TeamRole.OccupationalTherapist,
            new(default, TaskAbout.General, "Order a rail for the bathtub", "There was a slip last week, without harm."),
            "Look for what could cause a fall at home",
            "The move to a new apartment is done.",
            "bones-visit"
        ),
        ["asthma"] = Two(
            TeamRole.Nurse,
            new(default, TaskAbout.Medicine, "Send a second inhaler for the workplace", "The one at home is often left behind."),
            "Watch how the new inhaler is used",
            "It works in another way than the old one.",
            "asthma-technique"
        ),
        ["lungs"] = Two(
            TeamRole.Nurse,
            new(default, TaskAbout.Appointment, "Arrange the shots against flu and pneumonia", "It is the season."),
            "Call and ask how the breathing is",
            "The way walked in 6 minutes was shorter.",
            "lungs-call"
        ),
        ["stroke"] = Two(
            TeamRole.OccupationalTherapist,
            new(default, TaskAbout.General, "Find cutlery with thick handles", "Eating with the weak hand is slow."),
            "Practice the house keys",
            "The front door is still too hard.",
            "stroke-practice"
        ),
        ["parkinson"] = Two(
            TeamRole.Neurologist,
            new(default, TaskAbout.Medicine, "Set the times of the tablets anew", "The afternoons are stiff."),
            "Read the diary of the good and bad hours",
            "Two weeks of it are in.",
            "parkinson-review"
        ),
        ["mood"] =
        [
            new(TeamRole.SocialWorker, TaskAbout.PlanActivity, "Call before the weekend", "Weekends are the hard days.", "mood-talk"),
        ],
    };

    private static readonly TaskKind[] Always =
    [
        new(
            TeamRole.Coordinator,
            TaskAbout.General,
            "Call and ask how the plan fits the week",
            "The plan is new, and nobody has asked yet."
        ),
        new(TeamRole.Coordinator, TaskAbout.Document, "Get the letter of the last hospital stay", "It is mentioned, but nobody has it."),
        new(TeamRole.PrimaryCare, TaskAbout.Medicine, "Renew the prescriptions", "They run out within two weeks."),
        new(TeamRole.PrimaryCare, TaskAbout.Appointment, "Offer a date for the yearly check", "The last one is more than a year ago."),
        new(TeamRole.PrimaryCare, TaskAbout.Result, "Tell what the blood test showed", "It came in last week."),
    ];

    /// <summary>What can come up with somebody who has these conditions.</summary>
    public static IEnumerable<TaskKind> Of(IEnumerable<string> conditions) =>
        [.. conditions.SelectMany(key => ByCondition[key]), .. Always];

    private static TaskKind[] Two(TeamRole role, TaskKind first, string title, string why, string activity) =>
        [first with { For = role }, new(role, TaskAbout.PlanActivity, title, why, activity)];
}
