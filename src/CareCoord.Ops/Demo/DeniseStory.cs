using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>Denise, 54, has diabetes, and three providers who work on it from one plan.</summary>
internal static class DeniseStory
{
    public static void Write(DemoScene scene)
    {
        var account = scene.Account("denise", "Denise Moore", "(773) 555-0102", null, hats: Hat.Patient);
        var denise = scene.Patient(
            DemoId.Of("denise"),
            account,
            "Denise",
            "Moore",
            "she",
            new(1972, 5, 17),
            "(773) 555-0102",
            "I want to walk to church again, and see my granddaughter grow up.",
            scene.Calendar.Moment(-420, "9:00")
        );

        denise.Coordinator(RiversideStaff.Carla, 400);
        denise.Member(RiversideStaff.Grace, 400, "Your health as a whole, and your blood pressure");
        denise.Member(RiversideStaff.Anil, 200, "Your sugar, and the medicines for it");
        denise.Member(RiversideStaff.Mia, 45, "What to eat, and how it fits your week");
        denise.Member(RiversideStaff.Yusuf, 9, "All your medicines, and what does not go together");

        var first = DenisePlans.First(scene.Calendar);
        var second = DenisePlans.Second(first, scene.Calendar);
        denise.Plan(first, second, DenisePlans.Third(second, scene.Calendar));
        denise.Readings("sugar-3-months", (190, 8.1m), (95, 7.8m), (4, 7.4m));
        denise.Readings(
            "sugar-morning",
            (60, 168),
            (45, 154),
            (30, 149),
            (21, 141),
            (14, 138),
            (10, 133),
            (7, 136),
            (6, 129),
            (5, 131),
            (4, 127),
            (3, 124),
            (2, 126),
            (1, 121),
            (0, 118)
        );
        denise.Readings("walk", (95, 6), (60, 9), (30, 11), (12, 12), (3, 14));
        denise.Readings("pressure", (190, 146), (120, 141), (95, 138), (40, 134), (12, 133));
        denise.Done("metformin", account, "8:05", 9);
        denise.Done("sugar-morning", account, "7:40", 11, 12);
        denise.Done("walk", account, "16:10", 0, 2, 6, 7, 13);
        denise.Done("sugar-evening", account, "18:20", 0, 3, 8, 13);
        denise.Done("feet", account, "20:00");
        Visits(denise);
        denise.Concern("Your blood pressure", RiversideStaff.Grace, 390);
        denise.Concern("Your sugar", RiversideStaff.Anil, 200);
        denise.Concern("What to eat", RiversideStaff.Mia, 45);
        denise.Concern("All your medicines together", RiversideStaff.Yusuf, 9);
        DeniseTasks.Write(denise);
        denise.Judged(
            Risk.Rising,
            "Two A1c targets from two doctors, a call about her medicines that was missed, and a left foot that tingled.",
            5,
            "9:10"
        );
        denise.Looked(0, "8:20");
    }

    private static void Visits(DemoRecord denise)
    {
        denise.Visit(
            new(RiversideStaff.Anil, "Your sugar numbers, and what they mean", 1, "9:30", 30, VisitWay.Video)
            {
                Prepare = "Have your sugar numbers of the last two weeks next to you. Write down up to three questions.",
                BookedDaysAgo = 26,
                MovedDaysAgo = 5,
            }
        );
        denise.Visit(
            new(RiversideStaff.Mia, "Meals that fit your week", 8, "14:00", 45)
            {
                Prepare = "Write down what you eat on two normal days. Bring the boxes or labels of what you eat often.",
                BookedDaysAgo = 3,
            }
        );
        denise.Visit(
            new(RiversideStaff.Grace, "Blood pressure and general check", 23, "10:30", 30)
            {
                Prepare = "Bring your own blood pressure meter, so that we can check that it measures right.",
                BookedDaysAgo = 40,
            }
        );
        denise.Visit(
            new(RiversideStaff.Anil, "Sugar check after 3 months", 85, "9:00", 30)
            {
                Prepare = "Have your blood drawn at the lab one week before. You may eat and drink as usual.",
                BookedDaysAgo = 20,
            }
        );
        denise.Visit(
            new(RiversideStaff.Yusuf, "Going through all your medicines", -6, "11:00", 30, VisitWay.Phone)
            {
                State = VisitState.Missed,
                Prepare = "Have all your medicine boxes on the table, also those without a prescription.",
            }
        );
        denise.Visit(
            new(RiversideStaff.Mia, "Getting to know each other", -20, "14:00", 45)
            {
                State = VisitState.Cancelled,
                CancelReason = "Mia Chen was ill. The clinic called to find a new time.",
            }
        );
        denise.Visit(new(RiversideStaff.Grace, "Blood pressure and general check", -95, "10:30", 30));
        denise.Visit(
            new(RiversideStaff.Anil, "First talk about your sugar", -181, "9:30", 45) { Prepare = "Bring a list of all your medicines." }
        );
        denise.Visit(new(RiversideStaff.Grace, "Yearly check-up", -391, "10:00", 45));
    }
}
