using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Conditions of the lungs.</summary>
internal static class BreathConditions
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        new(
            TeamRole.Nurse,
            new(
                "lungs",
                "Narrow airways (COPD)",
                "The tubes that carry air in your lungs are narrow and swollen, so you get out of breath. Inhalers open them.",
                "Chronic obstructive pulmonary disease, unspecified",
                "J44.9"
            ),
            [
                new("lungs-walk", "Walk 1,000 feet in 6 minutes")
                {
                    Problem = "lungs",
                    OwnWords = "Get to the mailbox without stopping for air",
                    Clinical = "Six-minute walk distance of 1,000 ft",
                    Measured = new("Way walked in 6 minutes", "feet", 620, TargetIs.AtLeast, 1000),
                    Owner = TeamRole.Nurse,
                },
                new("lungs-smoke", "Stay away from cigarettes")
                {
                    Problem = "lungs",
                    OwnWords = "Not smell of smoke at my daughter's wedding",
                },
            ],
            [
                new("lungs-inhaler", "Use the blue-ring inhaler", "Every morning, 2 puffs")
                {
                    Goal = "lungs-walk",
                    Detail = "Rinse your mouth with water afterwards.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("lungs-call", "Calls you and asks how you breathe", "Every week") { Goal = "lungs-walk", Owner = TeamRole.Nurse },
                new("lungs-breath", "Breathing exercise with pursed lips", "Every day, 5 minutes") { Goal = "lungs-walk", On = Days.Every },
                new("lungs-vaccine", "Gives you the shots against flu and pneumonia", "Once a year") { Owner = TeamRole.PrimaryCare },
            ]
        ),
        new(
            TeamRole.Nurse,
            new(
                "asthma",
                "Asthma",
                "Your airways are touchy: pollen, cold air or a cold make them narrow.",
                "Moderate persistent asthma, uncomplicated",
                "J45.40"
            ),
            [
                new("asthma-flow", "Blow 400 or more on the meter")
                {
                    Problem = "asthma",
                    OwnWords = "Sing in the choir for a whole evening",
                    Clinical = "Peak expiratory flow of 400 L/min",
                    Measured = new("Air blown out (peak flow)", "L/min", 290, TargetIs.AtLeast, 400),
                    Owner = TeamRole.Nurse,
                },
            ],
            [
                new("asthma-blow", "Blow into the meter", "Every morning, three times")
                {
                    Goal = "asthma-flow",
                    Detail = "Write down the best of the three.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("asthma-technique", "Watches how you use the inhaler", "Every 3 months")
                {
                    Goal = "asthma-flow",
                    Owner = TeamRole.Nurse,
                },
                new("asthma-inhaler", "Use the brown inhaler", "Every evening, 2 puffs")
                {
                    Goal = "asthma-flow",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
    ];
}
