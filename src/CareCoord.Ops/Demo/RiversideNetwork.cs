using CareCoord.Access;

namespace CareCoord.Ops.Demo;

/// <summary>The Riverside Care Network: its staff, the people of the three stories, and the rest of Carla's caseload.</summary>
internal static class RiversideNetwork
{
    public static void Write(DemoScene scene)
    {
        WriteCoordinators(scene);
        scene.Account("admin", "Alex Morgan", "(312) 555-0100", null, hats: Hat.Administrator);
        foreach (var staff in RiversideStaff.All)
            scene.Staff(staff);

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

    public static OrganisationRow Organisation { get; } =
        new(DemoId.Of("Riverside Care Network"), "Riverside Care Network", DemoCalendar.ZoneName, "911", "(312) 555-0100");
}
