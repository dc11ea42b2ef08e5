using CareCoord.CareTeams;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>Conditions of sugar, hormones and kidneys.</summary>
internal static class SugarConditions
{
    public static readonly IReadOnlyList<ConditionText> All =
    [
        new(
            TeamRole.Endocrinologist,
            new(
                "diabetes",
                "High blood sugar (type 2 diabetes)",
                "Your body does not use sugar from food as well as it should, so too much of it stays in your blood.",
                "Type 2 diabetes mellitus without complications",
                "E11.9"
            ),
            [
                new("sugar", "Bring your 3-month blood sugar (HbA1c) down to 7.0 or lower")
                {
                    Problem = "diabetes",
                    OwnWords = "Keep my eyes good enough to drive",
                    Clinical = "HbA1c at or below 7.0 %",
                    Measured = new("3-month blood sugar (HbA1c)", "%", 8.9m, TargetIs.AtMost, 7.0m),
                    Owner = TeamRole.Endocrinologist,
                },
                new("feet", "Healthy feet without sores") { Problem = "diabetes", Clinical = "No foot ulceration" },
            ],
            [
                new("sugar-log", "Blood sugar before breakfast", "Every day before breakfast")
                {
                    Goal = "sugar",
                    Detail = "Write the number down. Your range is 80 to 130.",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("sugar-review", "Goes through your sugar numbers", "Every month") { Goal = "sugar", Owner = TeamRole.Endocrinologist },
                new("sugar-walk", "Walk for 15 minutes after dinner", "Every day")
                {
                    Goal = "sugar",
                    On = Days.Every,
                    Part = PartOfDay.Evening,
                },
                new("feet", "Look at both feet for sores", "Every Saturday")
                {
                    Goal = "feet",
                    On = Days.Saturday,
                    Part = PartOfDay.Evening,
                },
            ]
        ),
        new(
            TeamRole.Nutritionist,
            new(
                "prediabetes",
                "Blood sugar close to too high (prediabetes)",
                "Your blood sugar is higher than it should be, but it is not diabetes. Food and moving can bring it back.",
                "Prediabetes",
                "R73.03"
            ),
            [
                new("weight", "Weigh 190 pounds or less")
                {
                    Problem = "prediabetes",
                    OwnWords = "Play soccer with my grandchildren",
                    Clinical = "Weight reduction of 7 %",
                    Measured = new("Weight", "lb", 206, TargetIs.AtMost, 190),
                    Owner = TeamRole.Nutritionist,
                },
                new("drinks", "Water in place of sweet drinks") { Problem = "prediabetes", OwnWords = "Get rid of the soda" },
            ],
            [
                new("weigh", "Step on the scale", "Every Wednesday")
                {
                    Goal = "weight",
                    On = Days.Wednesday,
                    Part = PartOfDay.Morning,
                },
                new("meals", "Plans your meals with you", "Every 2 weeks") { Goal = "weight", Owner = TeamRole.Nutritionist },
                new("drinks", "Drink water with every meal", "Every day") { Goal = "drinks", On = Days.Every },
                new("swim", "Swim or walk for half an hour", "Tuesday, Thursday and Saturday")
                {
                    Goal = "weight",
                    On = Days.TuesdayThursdaySaturday,
                },
            ]
        ),
        new(
            TeamRole.Endocrinologist,
            new(
                "thyroid",
                "Slow thyroid",
                "A gland in your neck makes too little hormone. That makes you tired and cold; a small tablet replaces it.",
                "Hypothyroidism, unspecified",
                "E03.9"
            ),
            [
                new("thyroid-level", "Bring your thyroid value (TSH) to 4.0 or lower")
                {
                    Problem = "thyroid",
                    OwnWords = "Stay awake through a whole movie",
                    Clinical = "TSH at or below 4.0 mIU/L",
                    Measured = new("Thyroid value (TSH)", "mIU/L", 9.2m, TargetIs.AtMost, 4.0m),
                    Owner = TeamRole.Endocrinologist,
                },
            ],
            [
                new("thyroid-tablet", "Levothyroxine 50 micrograms", "Every morning, half an hour before breakfast")
                {
                    Goal = "thyroid-level",
                    Detail = "1 tablet with a glass of water, on an empty stomach",
                    Clinical = "Levothyroxine 50 mcg by mouth once daily",
                    On = Days.Every,
                    Part = PartOfDay.Morning,
                },
                new("thyroid-review", "Checks your thyroid value", "Every 6 weeks")
                {
                    Goal = "thyroid-level",
                    Owner = TeamRole.Endocrinologist,
                },
            ]
        ),
        new(
            TeamRole.Pharmacist,
            new(
                "kidney",
                "Tired kidneys (chronic kidney disease)",
                "Your kidneys clean the blood more slowly than they should. Some medicines are not good for them.",
                "Chronic kidney disease, stage 3a",
                "N18.31"
            ),
            [
                new("kidney-filter", "Keep your kidney value (eGFR) at 50 or more")
                {
                    Problem = "kidney",
                    OwnWords = "Never need dialysis",
                    Clinical = "eGFR at or above 50 mL/min/1.73 m2",
                    Measured = new("Kidney value (eGFR)", "mL/min", 46, TargetIs.AtLeast, 50),
                    Owner = TeamRole.PrimaryCare,
                },
                new("kidney-pills", "No medicines that harm the kidneys")
                {
                    Problem = "kidney",
                    Clinical = "Avoid nephrotoxic drugs, NSAIDs in particular",
                },
            ],
            [
                new("kidney-drink", "Drink 8 cups of water", "Every day") { Goal = "kidney-filter", On = Days.Every },
                new("kidney-check", "Checks that all your medicines are safe for your kidneys", "Every 3 months")
                {
                    Goal = "kidney-pills",
                    Owner = TeamRole.Pharmacist,
                },
                new("kidney-ask", "Ask before you buy a pain reliever", "Whenever you need one")
                {
                    Goal = "kidney-pills",
                    Detail = "Do not take ibuprofen or naproxen.",
                },
            ]
        ),
    ];
}
