using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Caseloads;

namespace CareCoord.Ops.Demo;

/// <summary>Walter, 71, came home two days ago with a new hip; the nurse who changed his bandage stayed behind in the hospital.</summary>
internal static class WalterStory
{
    public static void Write(DemoScene scene)
    {
        var account = scene.Account("walter", "Walter Brandt", "(773) 555-0101", null, hats: Hat.Patient);
        var walter = scene.Patient(
            DemoId.Of("walter"),
            account,
            "Walter",
            "Brandt",
            "he",
            new(1955, 3, 4),
            "(773) 555-0101",
            "I want to be back in my garden by spring.",
            scene.Calendar.Moment(-300, "9:00")
        );

        walter.Coordinator(RiversideStaff.Carla, 62);
        walter.Member(RiversideStaff.Grace, 300, "Your health as a whole, and your blood pressure");
        walter.Member(RiversideStaff.Hannah, 60, "Your new hip and the scar");
        walter.Member(RiversideStaff.Kwame, 16, "Walking, exercises, and pain when you move");
        walter.Member(RiversideStaff.Yusuf, 2, "Your medicines, and what the hospital changed");
        walter.Member(RiversideStaff.Marcus, 6, "Your bandage, while you are in the hospital", leftDaysAgo: 2);
        walter.Member(RiversideStaff.Lena, 2, "Care at home, and how you feel from day to day");

        var first = WalterPlans.BeforeSurgery(scene.Calendar);
        var second = WalterPlans.InHospital(first, scene.Calendar);
        walter.Plan(first, second, WalterPlans.AtHome(second, scene.Calendar));
        walter.Readings("walk", (4, 2), (3, 3), (2, 5), (1, 6));
        walter.Readings("pain", (5, 7), (4, 6), (3, 6), (2, 5), (1, 4));
        walter.Readings("pressure", (62, 148), (35, 142), (6, 139), (2, 134), (1, 131));
        walter.Done("thinner-morning", account, "8:10");
        walter.Done("thinner-evening", account, "20:05", 0);
        walter.Done("legs", account, "9:15");
        walter.Done("house", account, "13:20", 0, 2);
        walter.Done("wound", account, "8:30");
        Visits(walter);
        walter.Concern("Your blood pressure", RiversideStaff.Grace, 61);
        walter.Concern("Your new hip and the scar", RiversideStaff.Hannah, 60);
        walter.Concern("Getting walking again", RiversideStaff.Kwame, 16);
        walter.Concern("Your bandage", RiversideStaff.Marcus, 6);
        walter.Concern("Your medicines after the hospital", RiversideStaff.Yusuf, 2);
        WalterTasks.Write(walter);
        walter.Judged(Risk.Low, "Fit but for the hip, takes his tablet, and asks when something is unclear.", 59, "14:30");
        walter.Judged(
            Risk.High,
            "Two days out of surgery, alone in a house with stairs, and it is open when the blood pressure tablet comes back.",
            2,
            "13:55"
        );
        walter.Looked(1, "8:30");
    }

    private static void Visits(DemoRecord walter)
    {
        walter.Visit(
            new(RiversideStaff.Kwame, "Walking with crutches, and stairs", 2, "10:00", 45)
            {
                Prepare = "Wear shoes with a firm heel and trousers that reach no further than the knee. Bring both crutches.",
                BookedDaysAgo = 8,
            }
        );
        walter.Visit(
            new(RiversideStaff.Lena, "Home safety check", 2, "14:00", 60)
            {
                Place = "At your home",
                GetIn = "Lena Fox rings your bell. She carries a badge with her photo.",
                Prepare = "Nothing to clean up: she wants to see your home as it is. Think of where you feel unsafe.",
                BookedDaysAgo = 2,
            }
        );
        walter.Visit(
            new(RiversideStaff.Yusuf, "Your medicines from home and from the hospital", 3, "15:00", 30, VisitWay.Phone)
            {
                Prepare = "Put all your medicine boxes on the table, the old and the new ones. Have the letter from the hospital at hand.",
                BookedDaysAgo = 2,
            }
        );
        walter.Visit(
            new(RiversideStaff.Kwame, "Leg strength and balance", 5, "10:00", 45)
            {
                Prepare = "Do your leg exercises before you come. Bring both crutches.",
                BookedDaysAgo = 2,
            }
        );
        walter.Visit(
            new(RiversideStaff.Grace, "First visit after the hospital", 6, "11:00", 30)
            {
                Prepare = "Bring the letter from the hospital and all your medicines. Ask somebody to drive you.",
                BookedDaysAgo = 7,
            }
        );
        walter.Visit(
            new(RiversideStaff.Hannah, "Check of your new hip", 11, "9:30", 30)
            {
                Prepare = "An X-ray comes first: please be there 20 minutes early. You may eat and drink.",
                BookedDaysAgo = 7,
            }
        );
        // Nobody has said yet what became of it.
        walter.Visit(
            new(RiversideStaff.Lena, "Look at the bandage at home", -1, "15:30", 20) { State = VisitState.Booked, BookedDaysAgo = 2 }
        );
        walter.Visit(new(RiversideStaff.Kwame, "Getting ready for a new hip", -9, "13:00", 60) { State = VisitState.Missed });
        walter.Visit(new(RiversideStaff.Grace, "Check before your surgery", -21, "9:00", 45));
        walter.Visit(
            new(RiversideStaff.Hannah, "Talk about your surgery, by video", -28, "16:00", 30, VisitWay.Video)
            {
                State = VisitState.Cancelled,
                CancelReason = "The surgeon was needed in the operating room. You talked in person two weeks before.",
            }
        );
        walter.Visit(new(RiversideStaff.Hannah, "Talk about a new hip", -44, "11:00", 30));
        walter.Visit(new(RiversideStaff.Grace, "Pain in your right hip", -63, "10:00", 30));
    }
}
