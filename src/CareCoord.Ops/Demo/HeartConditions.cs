using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Conditions of heart and blood vessels.</summary>
internal static class HeartConditions
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        new(
            TeamRole.PrimaryCare,
            new(
                "pressure",
                "High blood pressure",
                "Your blood pushes too hard against the walls of your blood vessels. "
                    + "Over the years this strains the heart and the kidneys.",
                "Essential (primary) hypertension",
                "I10"
            ),
            [
                new("pressure", "Keep the top number of your blood pressure below 130")
                {
                    Problem = "pressure",
                    OwnWords = "Not have a stroke like my father",
                    Clinical = "Systolic blood pressure < 130 mmHg",
                    Measured = new("Blood pressure, top number", "mmHg", 152, TargetIs.AtMost, 130),
                    Owner = TeamRole.PrimaryCare,
                },
                new("salt", "Eat less salt")
                {
                    Problem = "pressure",
                    OwnWords = "Cook without the salt shaker",
                    Clinical = "Sodium below 2 g a day",
                },
            ],
            [
                new("pressure-log", "Measure your blood pressure", "Every day before breakfast")
                {
                    Goal = "pressure",
                    Detail = "Sit for 5 minutes first. Write both numbers down.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("pressure-review", "Goes through your blood pressure numbers", "Every month")
                {
                    Goal = "pressure",
                    Owner = TeamRole.PrimaryCare,
                },
                new("pressure-walk", "Walk for 20 minutes", "Monday, Wednesday and Friday")
                {
                    Goal = "pressure",
                    On = Days.MondayWednesdayFriday,
                },
                new("salt", "Cook one meal without salt", "Tuesday and Thursday")
                {
                    Goal = "salt",
                    On = Days.TuesdayThursday,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
        new(
            TeamRole.Cardiologist,
            new(
                "heart",
                "Weak heart (heart failure)",
                "Your heart does not pump as strongly as it should. Water can collect in the legs and lungs, and you get out of breath.",
                "Heart failure, unspecified",
                "I50.9"
            ),
            [
                new("heart-weight", "Keep your weight at 182 pounds or less")
                {
                    Problem = "heart",
                    OwnWords = "Get into my shoes without help",
                    Clinical = "Dry weight at or below 182 lb",
                    Measured = new("Weight in the morning", "lb", 193, TargetIs.AtMost, 182),
                    Owner = TeamRole.Cardiologist,
                },
                new("heart-stairs", "Climb one flight of stairs without a stop")
                {
                    Problem = "heart",
                    OwnWords = "Sleep upstairs in my own bed again",
                    Clinical = "NYHA class II or better",
                },
            ],
            [
                new("heart-scale", "Step on the scale", "Every morning before breakfast")
                {
                    Goal = "heart-weight",
                    Detail = "Call the heart center if you gain 3 pounds in a day or 5 in a week.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("heart-review", "Watches your weight and your water tablets", "Every week")
                {
                    Goal = "heart-weight",
                    Owner = TeamRole.Cardiologist,
                },
                new("heart-drink", "Drink no more than 6 cups in all", "Every day") { Goal = "heart-weight", On = Days.Every },
                new("heart-legs", "Look at your ankles for swelling", "Every evening")
                {
                    Goal = "heart-weight",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
        new(
            TeamRole.Cardiologist,
            new(
                "rhythm",
                "Uneven heartbeat (atrial fibrillation)",
                "Your heart beats out of step. Blood clots can form in it, so you take a medicine against them.",
                "Unspecified atrial fibrillation",
                "I48.91"
            ),
            [
                new("rhythm-pulse", "Keep your pulse at rest below 90")
                {
                    Problem = "rhythm",
                    OwnWords = "Not feel my heart racing at night",
                    Clinical = "Resting ventricular rate < 90/min",
                    Measured = new("Pulse at rest", "beats a minute", 112, TargetIs.AtMost, 90),
                    Owner = TeamRole.Cardiologist,
                },
                new("rhythm-clots", "No missed tablets against blood clots")
                {
                    Problem = "rhythm",
                    Clinical = "Full adherence to oral anticoagulation",
                },
            ],
            [
                new("rhythm-tablet", "Apixaban 5 mg, against blood clots", "Every morning and evening")
                {
                    Goal = "rhythm-clots",
                    Detail = "1 tablet with breakfast and 1 with dinner. Tick it here once both are taken.",
                    Clinical = "Apixaban 5 mg by mouth twice daily",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
                new("rhythm-review", "Looks at your heartbeat and your medicines", "Every 3 months")
                {
                    Goal = "rhythm-pulse",
                    Owner = TeamRole.Cardiologist,
                },
                new("rhythm-count", "Count your pulse for one minute", "Monday, Wednesday and Friday")
                {
                    Goal = "rhythm-pulse",
                    On = Days.MondayWednesdayFriday,
                    Part = PartOfDay.Morning,
                },
            ]
        ),
        new(
            TeamRole.Cardiologist,
            new(
                "vessels",
                "Narrow heart vessels (coronary disease)",
                "The vessels that feed your heart have become narrow. Medicines and moving keep them open.",
                "Atherosclerotic heart disease of native coronary artery without angina pectoris",
                "I25.10"
            ),
            [
                new("vessels-fat", "Bring your LDL cholesterol below 70")
                {
                    Problem = "vessels",
                    OwnWords = "No second heart attack",
                    Clinical = "LDL cholesterol < 70 mg/dL",
                    Measured = new("LDL cholesterol", "mg/dL", 124, TargetIs.AtMost, 70),
                    Owner = TeamRole.Cardiologist,
                },
                new("vessels-bike", "Ride a bike for half an hour again")
                {
                    Problem = "vessels",
                    OwnWords = "Ride to the lake with my brother",
                },
            ],
            [
                new("vessels-tablet", "Atorvastatin 40 mg", "Every evening")
                {
                    Goal = "vessels-fat",
                    Detail = "1 tablet with dinner",
                    Clinical = "Atorvastatin 40 mg by mouth once daily",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
                new("vessels-review", "Checks your heart and your cholesterol", "Every 3 months")
                {
                    Goal = "vessels-fat",
                    Owner = TeamRole.Cardiologist,
                },
                new("vessels-move", "Ride the exercise bike for 15 minutes", "Tuesday, Thursday and Saturday")
                {
                    Goal = "vessels-bike",
                    On = Days.TuesdayThursdaySaturday,
                },
            ]
        ),
    ];
}
