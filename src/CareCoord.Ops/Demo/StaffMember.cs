using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Providers;

namespace CareCoord.Ops.Demo;

/// <summary>A provider of the demo, with their clinic and how to reach them.</summary>
internal sealed record StaffMember(string Key, string Name, Discipline Discipline, string Credentials, string Phone, Clinic At)
{
    public string BestWay { get; init; } = "Call the clinic, weekdays 8 to 5";
    public string AskAbout { get; init; } = StaffText.AskAbout(Discipline);

    /// <summary>They also wear the hat of a caregiver.</summary>
    public bool AlsoCares { get; init; }

    public int Order { get; init; }

    public string Email => DemoPeople.Email(Key);
    public Guid AccountId => DemoScene.AccountId(Key, Order);
    public Guid ProviderId => DemoId.Of("provider " + Key, Order);
    public string Clinic => At.Name;
    public string Place => At.Place;

    public TeamRole Role => Enum.Parse<TeamRole>(Discipline.ToString());

    /// <summary>How to find the room, join the video or be called.</summary>
    public string GetIn(VisitWay way) =>
        way switch
        {
            VisitWay.Video => $"We send a link to your phone 15 minutes before. Tap it, and {Name} lets you in.",
            VisitWay.Phone => $"{Name} calls you. Keep your phone near you and switched on.",
            _ => At.GetIn,
        };
}

/// <summary>A clinic: its name, its address, and the way in.</summary>
internal sealed record Clinic(string Name, string Place, string GetIn)
{
    public static readonly Clinic FamilyMedicine = new(
        "Riverside West Family Medicine",
        "1200 River Road, 1st floor, room 110",
        "Use the main door and tell the front desk your name. Parking is free behind the house."
    );

    public static readonly Clinic Diabetes = new(
        "Riverside Diabetes and Hormone Clinic",
        "48 Mill Street, 3rd floor",
        "Take the elevator by the pharmacy to floor 3 and turn left."
    );

    public static readonly Clinic Movement = new(
        "Riverside Movement Center",
        "1210 River Road, ground floor",
        "The door with the green sign. There are no stairs."
    );

    public static readonly Clinic HomeCare = new(
        "Riverside Home Care",
        "300 Station Avenue, 2nd floor",
        "Ring the bell marked Home Care. The elevator is on your right."
    );

    public static readonly Clinic Hospital = new(
        "Riverside General Hospital",
        "1 Hospital Drive, building B, 4th floor",
        "Use entrance B and take the blue elevator to floor 4. Staff at the door can bring a wheelchair."
    );

    public static readonly Clinic Memory = new(
        "Riverside Memory Clinic",
        "75 Garden Lane, ground floor",
        "Ring once and somebody comes to the door. There is a quiet room to wait in."
    );

    public static readonly Clinic Heart = new(
        "Riverside Heart Center",
        "1 Hospital Drive, building C, 2nd floor",
        "Use entrance C. The front desk is straight ahead on floor 2."
    );

    public static readonly Clinic Pharmacy = new(
        "Riverside Community Pharmacy",
        "50 Mill Street",
        "Ask at the counter for the consulting room."
    );
}

/// <summary>What one asks a provider about, in the patient's words, by what the provider is.</summary>
internal static class StaffText
{
    public static string AskAbout(Discipline discipline) =>
        discipline switch
        {
            Discipline.PrimaryCare => "Your health as a whole, and anything new",
            Discipline.Endocrinologist => "Your sugar, your hormones, and the medicines for them",
            Discipline.Nutritionist => "What to eat, and how to shop and cook for it",
            Discipline.PhysicalTherapist => "Moving, exercises, and pain when you move",
            Discipline.Nurse => "Care at home, wounds, and how you feel from day to day",
            Discipline.Pharmacist => "Your medicines: what each is for, and what does not go together",
            Discipline.SocialWorker => "Help at home, money worries, and low spirits",
            Discipline.Surgeon => "Your operation and your scar",
            Discipline.Neurologist => "Memory, thinking, and the nerves",
            Discipline.Cardiologist => "Your heart, and the medicines for it",
            _ => "Getting through the day at home: bath, kitchen, stairs",
        };
}
