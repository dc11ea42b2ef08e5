using CareCoord.Access;
using CareCoord.Organisations;

namespace CareCoord.Ops.Demo;

/// <summary>The Riverside Care Network: its staff, the people of the three stories, and the rest of Carla's caseload.</summary>
internal static class RiversideNetwork
{
    /// <summary>Who works there.</summary>
    public static void WriteStaff(DemoScene scene)
    {
        WriteCoordinators(scene);
        scene.Account("admin", "Alex Morgan", "(312) 555-0100", null, hats: Hat.Administrator);
        foreach (var staff in RiversideStaff.All)
            scene.Staff(staff);
    }

    /// <summary>Whom they care for.</summary>
    public static void WritePeople(DemoScene scene)
    {
        // The people of the stories come first and get the times they ask for.
        WalterStory.Write(scene);
        DeniseStory.Write(scene);
        RosaStory.Write(scene);
        BackgroundPeople.Write(scene);
    }

    /// <summary>Carla, and Priya, who stands in for her.</summary>
    public static void WriteCoordinators(DemoScene scene)
    {
        scene.Account("carla", "Carla Jimenez", "(312) 555-0101", "Call or leave a message, weekdays 8 to 6", hats: Hat.Coordinator);
        scene.Account("priya", "Priya Nair", "(312) 555-0103", "Call or leave a message, weekdays 8 to 6", hats: Hat.Coordinator);
    }

    public static Guid OrganisationId { get; } = DemoId.Of("Riverside Care Network");

    /// <summary>The network itself.</summary>
    public static void WriteOrganisation(DemoScene scene) =>
        scene.Rows.Add<Organisation>(
            new
            {
                Id = OrganisationId,
                Name = "Riverside Care Network",
                TimeZone = DemoCalendar.ZoneName,
                EmergencyNumber = "911",
                Phone = "(312) 555-0100",
            }
        );
}
