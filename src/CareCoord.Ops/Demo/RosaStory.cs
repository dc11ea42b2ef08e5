using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>Rosa, 82, has dementia; her daughter Ana acts for her, but does not see what Rosa talks about with the social worker.</summary>
internal static class RosaStory
{
    // All but the labels. Ana sees who may see the record, but who may is Rosa's and Carla's to say.
    private const Category AnaMayView = Category.Everything & ~Category.Labels;
    private const Category AnaMayManage = AnaMayView & ~Category.AccessHistory;

    public static void Write(DemoScene scene)
    {
        var account = scene.Account("rosa", "Rosa Reyes", "(773) 555-0103", null, hats: Hat.Patient);
        var ana = scene.Account("ana", "Ana Reyes", "(773) 555-0104", "Call or text, any time", hats: Hat.Caregiver);
        var rosa = scene.Patient(
            DemoId.Of("rosa"),
            account,
            "Rosa",
            "Reyes",
            "she",
            new(1944, 2, 11),
            "(773) 555-0103",
            "Music in the kitchen, and staying in my own home.",
            scene.Calendar.Moment(-450, "9:00")
        );

        rosa.Coordinator(RiversideStaff.Carla, 430);
        rosa.Caregiver(ana, "daughter", "How Rosa is today, and what she likes", AnaMayView, AnaMayManage, 240, null, account);
        var lucia = scene.Account("lucia", "Lucia Reyes", "(773) 555-0105", "Text me, I drive Rosa to her visits", hats: Hat.Caregiver);
        rosa.Grant(lucia, "daughter-in-law", Category.Appointments, Category.None, 45, null, account);
        rosa.Invitation(DemoPeople.Email("carmen"), "Carmen Ortiz", "neighbor", Category.Appointments | Category.Plan, account);
        rosa.Member(RiversideStaff.Grace, 430, "Your health as a whole, and your blood pressure");
        rosa.Member(RiversideStaff.Samira, 420, "Your memory, and the medicines for it");
        rosa.Member(RiversideStaff.Lena, 200, "How you feel, and care at home");
        rosa.Member(RiversideStaff.Noor, 60, "A safe bathroom and kitchen");
        rosa.Member(RiversideStaff.Ruth, 100, "Help at home, and time off for Ana");

        var first = RosaPlans.First(scene.Calendar);
        var second = RosaPlans.Second(first, scene.Calendar);
        var third = RosaLowMood.AddTo(second, scene.Calendar);
        var fourth = RosaPlans.Fourth(third, scene.Calendar);
        rosa.Plan(first, second, third, fourth, RosaPlans.Fifth(fourth, scene.Calendar));
        rosa.Readings("falls", (200, 3), (150, 2), (120, 2), (90, 1), (60, 1), (30, 0), (2, 0));
        rosa.Readings("weight", (120, 114), (90, 114.5m), (60, 115.5m), (30, 116), (9, 117));
        rosa.Readings("mood", (100, 15), (58, 12), (30, 11), (16, 10));
        rosa.Done("pills", ana, "8:20");
        rosa.Done("breakfast", account, "8:50", 4, 10);
        rosa.Done("walk", account, "15:30", 0, 1, 5, 8, 12);
        rosa.Done("music", account, "16:40", 3, 9);
        rosa.Done("evening-round", ana, "20:30", 0, 7);
        rosa.Done("pill-box", ana, "17:15");
        rosa.Done("letter", account, "10:30", 6);
        Visits(rosa);
        RosaLowMood.Visits(rosa);
        rosa.Concern("Your blood pressure and your weight", RiversideStaff.Grace, 420);
        rosa.Concern("Your memory", RiversideStaff.Samira, 420);
        rosa.Concern("Not falling", RiversideStaff.Lena, 198);
        rosa.Concern("Mornings that are hard", RiversideStaff.Ruth, 99, Category.Behavioural);
        rosa.Concern("A safe bathroom", RiversideStaff.Noor, 59);
        rosa.Concern("Time off for Ana", RiversideStaff.Ruth, 12);
        RosaTasks.Write(rosa);
        rosa.Judged(Risk.High, "Three falls within a month; Ana carries it all alone.", 197, "11:30");
        rosa.Judged(
            Risk.Rising,
            "No fall for a month, but drowsy in the mornings since the dose went up, and nobody on the team has seen her newer directive.",
            8,
            "9:40"
        );
        rosa.Looked(7, "16:20");
    }

    private static void Visits(DemoRecord rosa)
    {
        rosa.Visit(
            new(RiversideStaff.Samira, "Memory check", 4, "14:00", 60)
            {
                Prepare =
                    "Bring your glasses and your hearing aid. Ana comes along and brings the list of medicines and what she has noticed.",
                BookedDaysAgo = 50,
            }
        );
        rosa.Visit(
            new(RiversideStaff.Lena, "Visit at home", 9, "10:00", 45)
            {
                Place = "At your home",
                GetIn = "Lena Fox rings twice, so that you know it is her.",
                Prepare = "Nothing to prepare. Ana may leave a note about the last two weeks on the kitchen table.",
                BookedDaysAgo = 5,
            }
        );
        rosa.Visit(
            new(RiversideStaff.Noor, "Grab bars for the bathroom", 12, "13:30", 60)
            {
                Place = "At your home",
                GetIn = "Noor Rahman calls Ana 20 minutes before.",
                Prepare = "Clear the edge of the bathtub and the floor in front of it.",
                BookedDaysAgo = 11,
            }
        );
        rosa.Visit(
            new(RiversideStaff.Grace, "Blood pressure and weight", 33, "11:00", 30)
            {
                Prepare = "Wear a blouse with short sleeves. Bring the pill box.",
                BookedDaysAgo = 30,
            }
        );
        rosa.Visit(new(RiversideStaff.Lena, "Visit at home", -5, "10:00", 45) { Place = "At your home" });
        rosa.Visit(
            new(RiversideStaff.Noor, "A look at your bathroom and kitchen", -17, "13:30", 60)
            {
                State = VisitState.Missed,
                Place = "At your home",
            }
        );
        rosa.Visit(new(RiversideStaff.Lena, "Visit at home", -19, "10:00", 45) { Place = "At your home" });
        rosa.Visit(new(RiversideStaff.Grace, "Blood pressure and weight", -58, "11:00", 30));
        rosa.Visit(
            new(RiversideStaff.Samira, "Memory check", -90, "14:00", 60)
            {
                State = VisitState.Cancelled,
                CancelReason = "Ana called: Rosa had a bad cold.",
            }
        );
        rosa.Visit(new(RiversideStaff.Samira, "Memory check", -182, "14:00", 60));
    }
}
