using CareCoord.Appointments;
using CareCoord.CareTeams;

namespace CareCoord.Ops.Demo;

/// <summary>What a visit with somebody is commonly about, and how to get ready for it.</summary>
internal sealed record VisitKind(string Title, int Minutes, VisitWay Way, string Prepare)
{
    private static readonly Dictionary<TeamRole, VisitKind[]> Kinds = new()
    {
        [TeamRole.PrimaryCare] =
        [
            new("General check", 30, VisitWay.InPerson, "Bring a list of all your medicines. Write down up to three questions."),
            new("Blood pressure and blood tests", 30, VisitWay.InPerson, "Do not eat for 8 hours before. Water is fine."),
            new("A talk about how you are", 15, VisitWay.Phone, "Have your plan and your numbers in front of you."),
        ],
        [TeamRole.Endocrinologist] =
        [
            new("Your sugar and hormone values", 30, VisitWay.Video, "Have your numbers of the last two weeks next to you."),
            new("Check at the hormone clinic", 30, VisitWay.InPerson, "Have your blood drawn at the lab one week before."),
        ],
        [TeamRole.Nutritionist] = [new("Meals that fit your week", 45, VisitWay.InPerson, "Write down what you eat on two normal days.")],
        [TeamRole.PhysicalTherapist] =
        [
            new("Physical therapy", 45, VisitWay.InPerson, "Wear shoes with a firm heel and clothes you can move in."),
            new("Check of your exercises", 30, VisitWay.Video, "Set up your screen so that your whole body can be seen."),
        ],
        [TeamRole.Nurse] =
        [
            new("Talk with the nurse", 30, VisitWay.Phone, "Have your notes of the last week at hand."),
            new("Check at the nurse's office", 30, VisitWay.InPerson, "Bring your inhalers and medicines."),
        ],
        [TeamRole.Pharmacist] = [new("Going through all your medicines", 30, VisitWay.Phone, "Put all your medicine boxes on the table.")],
        [TeamRole.SocialWorker] =
        [
            new("A talk about how you feel", 45, VisitWay.InPerson, "Nothing to prepare. Bring somebody if you like."),
        ],
        [TeamRole.Surgeon] =
        [
            new("Check after your operation", 30, VisitWay.InPerson, "An X-ray comes first: please be there 20 minutes early."),
        ],
        [TeamRole.Neurologist] =
        [
            new("Check of nerves and movement", 45, VisitWay.InPerson, "Take your tablets at the usual time. Somebody may come with you."),
        ],
        [TeamRole.Cardiologist] =
        [
            new("Heart check", 30, VisitWay.InPerson, "Bring your weights and blood pressures. Wear a top that opens in front."),
            new("Your heart numbers", 30, VisitWay.Video, "Weigh yourself that morning and have the number ready."),
        ],
        [TeamRole.OccupationalTherapist] =
        [
            new("Practice for every day", 45, VisitWay.InPerson, "Bring what is hard to use: a jar, a shirt, your keys."),
        ],
    };

    public static VisitKind Any(TeamRole role, Random random) => Kinds[role][random.Next(Kinds[role].Length)];
}
