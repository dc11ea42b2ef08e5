using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Conditions of bones, joints and back.</summary>
internal static class JointConditions
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        new(
            TeamRole.PhysicalTherapist,
            new(
                "knee",
                "Worn right knee",
                "The smooth layer in your knee joint is worn away, so bone rubs on bone.",
                "Unilateral primary osteoarthritis, right knee",
                "M17.11"
            ),
            [
                new("knee-walk", "Walk for 30 minutes without stopping")
                {
                    Problem = "knee",
                    OwnWords = "Walk the dog in the park",
                    Clinical = "Continuous walking tolerance of 30 min",
                    Measured = new("Walking without a stop", "minutes", 8, TargetIs.AtLeast, 30),
                    Owner = TeamRole.PhysicalTherapist,
                },
                new("knee-stairs", "Go down the stairs without pain") { Problem = "knee", OwnWords = "Get to the cellar on my own" },
            ],
            [
                new("knee-bend", "Knee exercises 1 to 3 from your sheet", "Every day, 10 times each")
                {
                    Goal = "knee-walk",
                    On = Days.Every,
                    Part = PartOfDay.Midday,
                },
                new("knee-therapy", "Practices walking and stairs with you", "Once a week")
                {
                    Goal = "knee-stairs",
                    Owner = TeamRole.PhysicalTherapist,
                },
                new("knee-cold", "Cool the knee for 10 minutes", "Every evening")
                {
                    Goal = "knee-stairs",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
        new(
            TeamRole.Surgeon,
            new(
                "new-knee",
                "New right knee",
                "Your worn knee joint was replaced by a new one. It needs about three months to grow strong again.",
                "Presence of right artificial knee joint",
                "Z96.651"
            )
            {
                DaysAgo = 40,
            },
            [
                new("knee-angle", "Bend the new knee to 120 degrees")
                {
                    Problem = "new-knee",
                    OwnWords = "Kneel down in church",
                    Clinical = "Active knee flexion of 120 degrees",
                    Measured = new("How far the knee bends", "degrees", 65, TargetIs.AtLeast, 120),
                    Owner = TeamRole.Surgeon,
                },
                new("knee-sticks", "Walk without crutches") { Problem = "new-knee", OwnWords = "Carry my own groceries" },
            ],
            [
                new("knee-press", "Knee exercises from your sheet", "Every day, three times")
                {
                    Goal = "knee-angle",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("knee-check", "Checks how the new knee heals", "At 2, 6 and 12 weeks")
                {
                    Goal = "knee-angle",
                    Owner = TeamRole.Surgeon,
                },
                new("knee-steps", "Walk to the corner and back", "Every day") { Goal = "knee-sticks", On = Days.Every },
            ]
        ),
        new(
            TeamRole.PhysicalTherapist,
            new(
                "back",
                "Pain in the lower back",
                "The muscles and joints of your lower back hurt. Moving helps more than resting.",
                "Low back pain, unspecified",
                "M54.50"
            ),
            [
                new("back-pain", "Pain of 3 or less on most days")
                {
                    Problem = "back",
                    OwnWords = "Drive to my sister without a break",
                    Clinical = "Numeric pain rating 3/10 or below",
                    Measured = new("Pain, from 0 to 10", null, 7, TargetIs.AtMost, 3),
                    Owner = TeamRole.PhysicalTherapist,
                },
            ],
            [
                new("back-stretch", "Stretch your back for 10 minutes", "Every morning")
                {
                    Goal = "back-pain",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("back-therapy", "Shows you how to lift and bend", "Every 2 weeks")
                {
                    Goal = "back-pain",
                    Owner = TeamRole.PhysicalTherapist,
                },
                new("back-swim", "Swim or walk for half an hour", "Tuesday and Thursday") { Goal = "back-pain", On = Days.TuesdayThursday },
            ]
        ),
        new(
            TeamRole.OccupationalTherapist,
            new(
                "bones",
                "Thin bones (osteoporosis)",
                "Your bones have become thin and can break in a fall. Moving, sunlight and calcium make them stronger.",
                "Age-related osteoporosis without current pathological fracture",
                "M81.0"
            ),
            [
                new("bones-balance", "Stand on one leg for 20 seconds")
                {
                    Problem = "bones",
                    OwnWords = "Get in and out of the bathtub alone",
                    Clinical = "Single-leg stance of 20 s",
                    Measured = new("Standing on one leg", "seconds", 4, TargetIs.AtLeast, 20),
                    Owner = TeamRole.OccupationalTherapist,
                },
                new("bones-home", "A home where nothing makes you fall") { Problem = "bones" },
            ],
            [
                new("bones-stand", "Stand on one leg at the kitchen counter", "Every day, three times each leg")
                {
                    Goal = "bones-balance",
                    On = Days.Every,
                    Part = PartOfDay.Midday,
                },
                new("bones-visit", "Looks for what could make you fall at home", "Once")
                {
                    Goal = "bones-home",
                    Owner = TeamRole.OccupationalTherapist,
                },
                new("bones-sun", "Sit or walk in daylight for 20 minutes", "Every day") { Goal = "bones-balance", On = Days.Every },
            ]
        ),
    ];
}
