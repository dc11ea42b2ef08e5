using CareCoord.CareTeams;
using CareCoord.Providers;

namespace CareCoord.Ops.Demo;

/// <summary>The providers of the Riverside Care Network.</summary>
internal static class RiversideStaff
{
    public static readonly StaffMember Grace = new(
        "grace",
        "Dr. Grace Okafor",
        Discipline.PrimaryCare,
        "MD",
        "(312) 555-0111",
        Clinic.FamilyMedicine
    )
    {
        BestWay = "Call the clinic, weekdays 8 to 5; she calls back the same day",
    };

    public static readonly StaffMember Peter = new(
        "peter",
        "Dr. Peter Novak",
        Discipline.PrimaryCare,
        "DO",
        "(312) 555-0112",
        Clinic.FamilyMedicine
    );

    public static readonly StaffMember Anil = new(
        "anil",
        "Dr. Anil Patel",
        Discipline.Endocrinologist,
        "MD",
        "(312) 555-0121",
        Clinic.Diabetes
    )
    {
        BestWay = "Call the clinic, Monday to Thursday 9 to 4",
    };

    public static readonly StaffMember Mia = new("mia", "Mia Chen", Discipline.Nutritionist, "RDN", "(312) 555-0122", Clinic.Diabetes)
    {
        BestWay = "Call in the morning, before 11",
    };

    public static readonly StaffMember Kwame = new(
        "kwame",
        "Kwame Mensah",
        Discipline.PhysicalTherapist,
        "PT, DPT",
        "(312) 555-0131",
        Clinic.Movement
    )
    {
        BestWay = "Call the center and leave a message; he calls back by evening",
    };

    public static readonly StaffMember Noor = new(
        "noor",
        "Noor Rahman",
        Discipline.OccupationalTherapist,
        "OTR/L",
        "(312) 555-0132",
        Clinic.Movement
    );

    public static readonly StaffMember Lena = new("lena", "Lena Fox", Discipline.Nurse, "RN", "(312) 555-0141", Clinic.HomeCare)
    {
        BestWay = "Call her work phone, every day 8 to 6",
        AlsoCares = true,
    };

    public static readonly StaffMember Marcus = new("marcus", "Marcus Bell", Discipline.Nurse, "RN", "(312) 555-0142", Clinic.Hospital)
    {
        BestWay = "Call the ward, every day 7 to 7",
    };

    public static readonly StaffMember Yusuf = new(
        "yusuf",
        "Yusuf Demir",
        Discipline.Pharmacist,
        "PharmD",
        "(312) 555-0151",
        Clinic.Pharmacy
    )
    {
        BestWay = "Call the pharmacy, Monday to Saturday 9 to 6",
    };

    public static readonly StaffMember Ruth = new(
        "ruth",
        "Ruth Alvarez",
        Discipline.SocialWorker,
        "LCSW",
        "(312) 555-0152",
        Clinic.HomeCare
    );

    public static readonly StaffMember Hannah = new(
        "hannah",
        "Dr. Hannah Lindqvist",
        Discipline.Surgeon,
        "MD",
        "(312) 555-0161",
        Clinic.Hospital
    )
    {
        BestWay = "Call her office; at night the ward answers",
    };

    public static readonly StaffMember Samira = new(
        "samira",
        "Dr. Samira Haddad",
        Discipline.Neurologist,
        "MD",
        "(312) 555-0162",
        Clinic.Memory
    );

    public static readonly StaffMember Victor = new(
        "victor",
        "Dr. Victor Nguyen",
        Discipline.Cardiologist,
        "MD",
        "(312) 555-0171",
        Clinic.Heart
    );

    public static readonly IReadOnlyList<StaffMember> All =
    [
        Grace,
        Peter,
        Anil,
        Mia,
        Kwame,
        Noor,
        Lena,
        Marcus,
        Yusuf,
        Ruth,
        Hannah,
        Samira,
        Victor,
    ];

    public static readonly Guid Carla = DemoScene.AccountId("carla");

    /// <summary>Who takes a part in a team; family doctors and nurses share the patients.</summary>
    public static StaffMember For(TeamRole role, int turn) =>
        role switch
        {
            TeamRole.PrimaryCare => turn % 2 == 0 ? Grace : Peter,
            TeamRole.Nurse => turn % 6 == 1 ? Marcus : Lena,
            _ => All.Single(staff => staff.Role == role),
        };
}
