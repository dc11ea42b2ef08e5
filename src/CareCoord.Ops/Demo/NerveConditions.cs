using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Conditions of brain, nerves and mood.</summary>
internal static class NerveConditions
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        new(
            TeamRole.Neurologist,
            new(
                "parkinson",
                "Shaking and stiffness (Parkinson's disease)",
                "Some nerve cells in the brain stop working, so moving gets slow, stiff and shaky. Medicines and exercise help a lot.",
                "Parkinson's disease without dyskinesia, without mention of fluctuations",
                "G20.A1"
            ),
            [
                new("parkinson-walk", "Get up and walk 10 feet and back in 12 seconds")
                {
                    Problem = "parkinson",
                    OwnWords = "Dance at the golden wedding",
                    Clinical = "Timed Up and Go of 12 s or less",
                    Measured = new("Getting up and walking 10 feet and back", "seconds", 21, TargetIs.AtMost, 12),
                    Owner = TeamRole.Neurologist,
                },
                new("parkinson-write", "Write a whole postcard that others can read")
                {
                    Problem = "parkinson",
                    OwnWords = "Write to my friend in Maine",
                },
            ],
            [
                new("parkinson-steps", "Big steps up and down the hallway", "Every day, 10 minutes")
                {
                    Goal = "parkinson-walk",
                    On = Days.Every,
                    Part = PartOfDay.Midday,
                },
                new("parkinson-review", "Sets the times of your tablets", "Every 3 months")
                {
                    Goal = "parkinson-walk",
                    Owner = TeamRole.Neurologist,
                },
                new("parkinson-hand", "Write three lines in large letters", "Every day") { Goal = "parkinson-write", On = Days.Every },
            ]
        ),
        new(
            TeamRole.OccupationalTherapist,
            new(
                "stroke",
                "After a stroke",
                "A clot once blocked a vessel in your brain. You have got over it, and the plan is that it stays the only one.",
                "Personal history of transient ischemic attack (TIA), and cerebral infarction without residual deficits",
                "Z86.73"
            ),
            [
                new("stroke-hand", "Button a shirt within 2 minutes")
                {
                    Problem = "stroke",
                    OwnWords = "Get dressed without help",
                    Clinical = "Upper-body dressing within 120 s, unassisted",
                    Measured = new("Buttoning a shirt", "seconds", 260, TargetIs.AtMost, 120),
                    Owner = TeamRole.OccupationalTherapist,
                },
                new("stroke-signs", "Everybody at home knows the signs of a stroke") { Problem = "stroke" },
            ],
            [
                new("stroke-tablet", "Aspirin 81 mg", "Every day with breakfast")
                {
                    Detail = "1 tablet with breakfast",
                    Clinical = "Aspirin 81 mg by mouth once daily",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("stroke-practice", "Practices buttons, keys and cutlery with you", "Every 2 weeks")
                {
                    Goal = "stroke-hand",
                    Owner = TeamRole.OccupationalTherapist,
                },
                new("stroke-putty", "Knead the putty with your weak hand", "Every day, 10 minutes")
                {
                    Goal = "stroke-hand",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
        new(
            TeamRole.SocialWorker,
            new(
                "mood",
                "Low mood (depression)",
                "You have felt sad and tired for weeks. This is an illness, not a weakness, and talking about it helps.",
                "Major depressive disorder, single episode, moderate",
                "F32.1"
            )
            {
                Labels = Category.Behavioural,
            },
            [
                new("mood", "Feel brighter: a mood score of 7 or less")
                {
                    Problem = "mood",
                    OwnWords = "Enjoy my mornings again",
                    Clinical = "PHQ-9 score of 7 or below",
                    Measured = new("Mood score, from 0 (best) to 27", "points", 16, TargetIs.AtMost, 7),
                    Owner = TeamRole.SocialWorker,
                    Labels = Category.Behavioural,
                },
            ],
            [
                new("mood-friend", "Call or meet a friend", "Tuesday, Thursday and Saturday")
                {
                    Goal = "mood",
                    On = Days.TuesdayThursdaySaturday,
                    Labels = Category.Behavioural,
                },
                new("mood-talk", "Talks with you about how you feel", "Every 2 weeks")
                {
                    Goal = "mood",
                    Owner = TeamRole.SocialWorker,
                    Labels = Category.Behavioural,
                },
                new("mood-light", "Go outside before noon", "Every day")
                {
                    Goal = "mood",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                    Labels = Category.Behavioural,
                },
            ]
        ),
    ];
}
