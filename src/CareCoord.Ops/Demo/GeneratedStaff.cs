using System.Globalization;
using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Providers;

namespace CareCoord.Ops.Demo;

/// <summary>The coordinator and the providers of one block of generated patients.</summary>
internal sealed class GeneratedStaff
{
    private static readonly (Discipline Discipline, string Credentials, Clinic At)[] Posts =
    [
        (Discipline.PrimaryCare, "MD", Clinic.FamilyMedicine),
        (Discipline.PrimaryCare, "DO", Clinic.FamilyMedicine),
        (Discipline.PrimaryCare, "MD", Clinic.FamilyMedicine),
        (Discipline.Endocrinologist, "MD", Clinic.Diabetes),
        (Discipline.Nutritionist, "RDN", Clinic.Diabetes),
        (Discipline.PhysicalTherapist, "PT, DPT", Clinic.Movement),
        (Discipline.Nurse, "RN", Clinic.HomeCare),
        (Discipline.Nurse, "RN", Clinic.HomeCare),
        (Discipline.Pharmacist, "PharmD", Clinic.Pharmacy),
        (Discipline.SocialWorker, "LCSW", Clinic.HomeCare),
        (Discipline.Surgeon, "MD", Clinic.Hospital),
        (Discipline.Neurologist, "MD", Clinic.Memory),
        (Discipline.Cardiologist, "MD", Clinic.Heart),
        (Discipline.Cardiologist, "MD", Clinic.Heart),
        (Discipline.OccupationalTherapist, "OTR/L", Clinic.Movement),
    ];

    private readonly Dictionary<TeamRole, StaffMember[]> byRole;

    /// <param name="block">The number of the block, from 1 on.</param>
    public GeneratedStaff(int block)
    {
        Block = block;
        All = [.. Posts.Select((post, at) => Member((block - 1) * Posts.Length + at + 1, post.Discipline, post.Credentials, post.At))];
        byRole = All.GroupBy(staff => staff.Role).ToDictionary(same => same.Key, same => same.ToArray());
    }

    public int Block { get; }

    public IReadOnlyList<StaffMember> All { get; }

    /// <summary>Who stands in for the coordinator: the one of the block before.</summary>
    public Guid DeputyCoordinator => Block == 1 ? RiversideClinic.Priya : DemoScene.AccountId(KeyOf(Block - 1), Block - 1);

    public string CoordinatorKey => KeyOf(Block);

    private static string KeyOf(int block) => block.ToString("'coordinator'000", CultureInfo.InvariantCulture);

    public Guid Coordinator => DemoScene.AccountId(CoordinatorKey, Block);

    /// <summary>Who takes a part in a patient's team; where there are several, they take turns.</summary>
    public StaffMember For(TeamRole role, int turn) => byRole[role][turn % byRole[role].Length];

    /// <summary>Their accounts.</summary>
    public void Write(DemoScene scene)
    {
        scene.Knows(DeputyCoordinator, Block == 1 ? "Priya Nair" : NameOf(KeyOf(Block - 1)));
        scene.Account(
            CoordinatorKey,
            NameOf(CoordinatorKey),
            "(312) 555-0102",
            "Call or leave a message, weekdays 8 to 6",
            Block,
            Hat.Coordinator
        );
        foreach (var staff in All)
            scene.Staff(staff);
    }

    private static string NameOf(string key)
    {
        var (given, family, _) = NameLists.Pick(DemoId.Dice(key));
        return $"{given} {family}";
    }

    private static StaffMember Member(int number, Discipline discipline, string credentials, Clinic at)
    {
        var key = number.ToString("'provider'0000", CultureInfo.InvariantCulture);
        var (given, family, _) = NameLists.Pick(DemoId.Dice(key));
        var title = credentials is "MD" or "DO" ? "Dr. " : "";
        var phone = string.Create(CultureInfo.InvariantCulture, $"({(number % 2 == 0 ? 708 : 630)}) 555-01{number % 100:00}");
        return new(key, $"{title}{given} {family}", discipline, credentials, phone, at) { Order = number };
    }
}
