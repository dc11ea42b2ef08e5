using CareCoord.Access;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.Shell;

/// <summary>A place one can go to from every page.</summary>
internal sealed record NavItem(string Href, string Icon, string Words);

/// <summary>The places of each hat; one appears only when its page exists.</summary>
internal static class NavItems
{
    private static readonly NavItem Tasks = new("/tasks", "tasks", "Tasks");

    private static readonly NavItem You = new("/account", "person", "You");
    private static readonly NavItem Documents = new("/documents/search", "paper", "Documents");
    private static readonly NavItem FindPerson = new("/find-person", "search", "Find a person");

    public static IReadOnlyList<NavItem> For(Me me) => me.Hat switch
    {
        Hat.Patient when me.OwnPatientId is { } own =>
        [
            new("/", "home", "Today"), new($"/patients/{own}/plan", "plan", "Plan"), new($"/patients/{own}/appointments", "visits", "Visits"),
            new($"/patients/{own}/documents", "paper", "Documents"), new($"/patients/{own}/access", "eye", "Who can see"), You,
        ],
        Hat.Caregiver or Hat.Preview => [new("/", "people", "People I care for"), You],
        Hat.Coordinator => [new("/", "home", "Overview"), new("/caseload", "people", "Caseload"), Tasks, Documents, FindPerson, You],
        Hat.Provider => [new("/", "people", "My patients"), Tasks, Documents, FindPerson, You],
        Hat.Administrator => [new("/", "people", "Accounts"), new("/glass", "glass", "Broken glass"), new("/clinic", "place", "Clinic"), You],
        _ => [You],
    };
}
