using System.Text.Json;
using CareCoord.Shared;

namespace CareCoord.Ops.Demo;

/// <summary>A demo account: whose it is, how to sign in, what it shows, and in which story; null where in none of the three.</summary>
public sealed record DemoPerson(string Name, string Email, string For, string? Story = null);

/// <summary>The demo accounts, all with one password.</summary>
public static class DemoPeople
{
    /// <summary>The password of every demo account.</summary>
    public const string Password = "walk-gently-2026";

    private const string Home = "From the hospital to home";
    private const string Diabetes = "Diabetes with a team";
    private const string Family = "Dementia and the family";

    /// <summary>The accounts that are worth showing, the people of the stories first.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("Walter Brandt", Email("walter"), "A patient, 71, home for two days after hip surgery", Home),
        new("Denise Moore", Email("denise"), "A patient, 54, with diabetes and a whole team; her plan is new", Diabetes),
        new("Rosa Reyes", Email("rosa"), "A patient, 82, with dementia, at home with her daughter's help", Family),
        new("Ana Reyes", Email("ana"), "A caregiver: Rosa's daughter, who acts for her mother", Family),
        new("Lucia Reyes", Email("lucia"), "A caregiver: Rosa's daughter-in-law, who sees her visits and nothing else", Family),
        new("Carla Jimenez", Email("carla"), "The coordinator: 27 people on her caseload, some of whom need her today", Home),
        new("Priya Nair", Email("priya"), "The other coordinator: Carla's deputy, who sees Carla's people while Carla is away"),
        new("Dr. Grace Okafor", Email("grace"), "Family doctor of Walter, Denise, Rosa and others", Diabetes),
        new("Dr. Peter Novak", Email("peter"), "Another family doctor, with patients of his own"),
        new("Dr. Anil Patel", Email("anil"), "Hormone specialist: sees Denise by video on the next working day", Diabetes),
        new("Mia Chen", Email("mia"), "Nutritionist: works on a meal plan for Denise", Diabetes),
        new("Kwame Mensah", Email("kwame"), "Physical therapist: sees Walter twice a week", Home),
        new("Noor Rahman", Email("noor"), "Occupational therapist: makes Rosa's bathroom safe"),
        new("Lena Fox", Email("lena"), "Home nurse who also cares for her own mother: one person, two hats"),
        new("Marcus Bell", Email("marcus"), "Hospital nurse: has just left Walter's team, and no longer sees his record"),
        new("Yusuf Demir", Email("yusuf"), "Pharmacist: compares Walter's medicines from home and hospital", Home),
        new("Ruth Alvarez", Email("ruth"), "Social worker: talks with Rosa about her mood, which Rosa's daughter does not see", Family),
        new("Dr. Hannah Lindqvist", Email("hannah"), "Surgeon: put in Walter's new hip", Home),
        new("Dr. Samira Haddad", Email("samira"), "Memory clinic: looks after Rosa's memory"),
        new("Dr. Victor Nguyen", Email("victor"), "Heart specialist: sees Samuel Ortiz and others"),
        new("Alex Morgan", Email("admin"), "The administrator: accounts and settings, and no clinical record"),
    ];

    /// <summary>The setting by which a portal is told the file of the accounts that its sign-in page offers.</summary>
    public const string Setting = "CareCoord__SampleAccounts";

    /// <summary>The address of a demo account.</summary>
    public static string Email(string name) => name + "@demo.carecoord.test";

    /// <summary>Writes them into a data folder, for a portal's sign-in page; returns the file.</summary>
    public static string WriteTo(string dataFolder)
    {
        var file = Path.Combine(Path.GetFullPath(dataFolder), "sample-accounts.json");
        OwnFiles.Write(file, JsonSerializer.Serialize(new { Password, People = All }, JsonSerializerOptions.Web));
        return file;
    }
}
