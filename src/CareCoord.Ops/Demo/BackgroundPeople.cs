using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>The other people on Carla's caseload; every kind of reason to need her is among them, and most need nothing.</summary>
internal static class BackgroundPeople
{
    private static readonly PersonSketch[] All =
    [
        new("Samuel", "Ortiz", "he", new(1960, 6, 30), "Sunday dinners with all eleven of us.", "heart", "pressure")
        {
            Needs = ReasonKind.GoalLate,
            PlanDaysAgo = 75,
            HadPlanBefore = true,
        },
        new("Margaret", "Fox", "she", new(1948, 9, 21), "My roses, and a good detective story.", "bones", "pressure")
        {
            PlanDaysAgo = 40,
            HadPlanBefore = true,
        },
        new("Jerome", "Washington", "he", new(1951, 1, 14), "Fishing on the river before sunrise.", "vessels", "pressure")
        {
            PlanDaysAgo = 4,
            HadPlanBefore = true,
            VisitToday = true,
        },
        new("Linh", "Tran", "she", new(1967, 11, 2), "Cooking for the temple festival.", "diabetes", "kidney")
        {
            Needs = ReasonKind.ReviewLate,
            PlanDaysAgo = 190,
            HadPlanBefore = true,
        },
        new("Harold", "Jensen", "he", new(1943, 4, 8), "Keeping my driver's license.", "parkinson", "pressure")
        {
            PlanDaysAgo = 33,
            HadPlanBefore = true,
        },
        new("Aisha", "Mohamed", "she", new(1979, 7, 19), "Reading to my twins at bedtime.", "asthma") { PlanDaysAgo = 88 },
        new("Dolores", "Vega", "she", new(1956, 3, 27), "Dancing at my grandson's wedding.", "new-knee", "diabetes")
        {
            Needs = ReasonKind.MissedVisit,
            PlanDaysAgo = 20,
            HadPlanBefore = true,
        },
        new("Stanley", "Kowalski", "he", new(1949, 12, 11), "Bowling on Thursdays.", "lungs", "pressure")
        {
            PlanDaysAgo = 60,
            HadPlanBefore = true,
        },
        new("Ngozi", "Eze", "she", new(1984, 5, 6), "Finishing my nursing degree.", "thyroid", "mood")
        {
            PlanDaysAgo = 45,
            VisitToday = true,
        },
        new("William", "Blackhorse", "he", new(1958, 8, 23), "Teaching the young ones to ride.", "diabetes", "knee") { PlanDaysAgo = 110 },
        new("Irina", "Petrova", "she", new(1971, 2, 9), "Playing the piano without pain.", "back")
        {
            Needs = ReasonKind.NobodyDoes,
            PlanDaysAgo = 70,
        },
        new("George", "Papadakis", "he", new(1946, 10, 30), "Coffee with the boys on the square.", "rhythm", "stroke")
        {
            PlanDaysAgo = 52,
            HadPlanBefore = true,
        },
        new("Carmen", "Delgado", "she", new(1963, 6, 15), "Getting back to my sewing circle.", "stroke", "pressure")
        {
            PlanDaysAgo = 5,
            HadPlanBefore = true,
        },
        new("Thomas", "Nowak", "he", new(1990, 1, 3), "Running a half marathon, slowly.", "asthma", "back") { Needs = ReasonKind.NoPlan },
        new("Beatrice", "Laurent", "she", new(1940, 5, 25), "My cat, and staying on the third floor.", "heart", "bones", "kidney")
        {
            PlanDaysAgo = 29,
            HadPlanBefore = true,
        },
        new("Rahul", "Sharma", "he", new(1975, 9, 12), "Coaching my daughter's cricket team.", "prediabetes", "pressure")
        {
            PlanDaysAgo = 95,
        },
        new("Evelyn", "Carter", "she", new(1953, 11, 18), "Singing alto in the choir.", "lungs", "rhythm")
        {
            Needs = ReasonKind.GoalLate,
            PlanDaysAgo = 130,
        },
        new("Miguel", "Santos", "he", new(1969, 4, 1), "Opening the bakery at four again.", "vessels", "diabetes")
        {
            PlanDaysAgo = 66,
            HadPlanBefore = true,
            VisitToday = true,
        },
        new("Joan", "Fitzgerald", "she", new(1945, 7, 7), "Letters to my sister in Cork.", "parkinson", "bones") { PlanDaysAgo = 81 },
        new("Darnell", "Brooks", "he", new(1981, 3, 16), "Being on the court with my sons.", "knee") { PlanDaysAgo = 48 },
        new("Fatima", "Al-Sayed", "she", new(1959, 10, 5), "Traveling to see my mother in spring.", "diabetes", "vessels", "pressure")
        {
            PlanDaysAgo = 2,
            HadPlanBefore = true,
        },
        new("Robert", "Lindgren", "he", new(1950, 2, 20), "Building the model railway.", "back", "pressure")
        {
            Needs = ReasonKind.NoVisit,
            PlanDaysAgo = 105,
        },
        new("Sunita", "Rao", "she", new(1966, 8, 29), "Yoga by the lake.", "thyroid", "prediabetes") { PlanDaysAgo = 37 },
        new("Alex", "Rivera", "they", new(1987, 12, 2), "Finishing the mural on Fourth Street.", "asthma", "mood") { PlanDaysAgo = 58 },
    ];

    /// <summary>Each of them, with the family name.</summary>
    public static IReadOnlyDictionary<Guid, string> Ids { get; } = All.Index().ToDictionary(one => IdOf(one.Index), one => one.Item.Family);

    /// <summary>Writes them all. Lena Fox, a nurse, cares for her mother Margaret, whose nurse she is not.</summary>
    public static void Write(DemoScene scene)
    {
        foreach (var (at, sketch) in All.Index())
        {
            var person = sketch with { Id = IdOf(at), Phone = $"(773) 555-01{20 + at:00}" };
            var staff = (TeamRole role) => RiversideStaff.For(role, at);
            var record = new PlausibleRecord(scene, DemoId.Dice(person.Family), RiversideStaff.Carla, staff).Write(person);
            if (person.Family == "Fox")
                LenaCaresFor(record);
        }
    }

    // The plan, and the visits with messages about them; no more, and for the time being.
    private static void LenaCaresFor(DemoRecord mother)
    {
        const Category errands = Category.Appointments | Category.Messages;
        mother.Caregiver(
            RiversideStaff.Lena.AccountId,
            "daughter",
            "Errands, rides, and how Margaret is",
            Category.Plan | errands,
            errands,
            120,
            240,
            RiversideStaff.Carla
        );
    }

    private static Guid IdOf(int at) => DemoId.Of($"{All[at].Given} {All[at].Family}", at + 1);
}
