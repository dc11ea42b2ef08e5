using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Every page that exists, with somebody who may read it and words that only its content has.</summary>
public sealed record PageVisit(string Name, string Person, string Path, string Reads)
{
    /// <summary>All pages but the two before sign-in.</summary>
    public static readonly IReadOnlyList<PageVisit> All =
    [
        new("today-walter", "walter", "/", "Next visit"),
        new("plan-walter", "walter", "/plan", "Your care team"),
        new("visits-walter", "walter", "/appointments", "Coming up"),
        new("access-walter", "walter", "/access", "It is your record."),
        new("today-denise", "denise", "/", "What changed"),
        new("plan-denise", "denise", "/plan", "HbA1c"),
        new("visits-denise", "denise", "/appointments", "By video"),
        new("today-rosa", "rosa", "/", "Your team is working on"),
        new("plan-rosa", "rosa", "/plan", "Your care team"),
        new("access-rosa", "rosa", "/access", "Ana Reyes"),
        new("home-ana", "ana", "/", "Rosa Reyes"),
        new("plan-ana", "ana", "/patients/{Rosa}/plan", "Ana Reyes for Rosa Reyes"),
        new("visits-ana", "ana", "/patients/{Rosa}/appointments", "Ana Reyes for Rosa Reyes"),
        new("access-ana", "ana", "/patients/{Rosa}/access", "Ana Reyes for Rosa Reyes"),
        new("caseload-carla", "carla", "/", "Walter Brandt"),
        new("plan-carla", "carla", "/patients/{Denise}/plan", "Denise Moore"),
        new("visits-carla", "carla", "/patients/{Walter}/appointments", "Walter Brandt"),
        new("access-carla", "carla", "/patients/{Walter}/access", "Who may"),
        new("patients-anil", "anil", "/", "Your patients"),
        new("plan-anil", "anil", "/patients/{Denise}/plan", "Denise Moore"),
        new("tasks-carla", "carla", "/tasks?list=delegated", "Tasks: delegated by me"),
        new("tasks-anil", "anil", "/tasks", "Tasks: mine"),
        new("tasks-of-denise", "carla", "/patients/{Denise}/tasks", "Closed in the last 90 days"),
        new("assign-task", "carla", "/patients/{Denise}/tasks/new", "Assign a task for Denise Moore"),
        new("assign-tasks", "carla", "/tasks/new?patients={Denise},{Walter}", "For 2 patients"),
        new("accounts-admin", "admin", "/", "Health records are not open to administrators"),
        new("find-person-anil", "anil", "/find-person", "Exactly as written"),
        new("find-person-carla", "carla", "/find-person", "Exactly as written"),
        new("glass-admin", "admin", "/glass", "Broken glass"),
        new("absence-carla", "carla", "/absence", "Plan an absence"),
        new("absence-peter", "peter", "/absence", "Dr. Grace Okafor stands in."),
        new("account-carla", "carla", "/account", "When you are away"),
        new("clinic-admin", "admin", "/clinic", "Opening hours"),
        new("unit-admin", "admin", "/clinic/units/{Home nursing}", "Who works here"),
        new("account-lena", "lena", "/account", "You act as"),
        new("password", "walter", "/account/password", "New password again"),
        new("second-step", "walter", "/account/second-step", "scan this picture"),
        new("not-found", "walter", "/patients/01999999-0000-7000-8000-000000000000/plan", "This page is not here"),
    ];

    public string Email => Person + "@demo.carecoord.test";

    internal async Task GoAsync(Portal portal, IPage page)
    {
        var path = Path;
        foreach (var name in new[] { "Rosa", "Denise", "Walter" })
        {
            if (path.Contains(name, StringComparison.Ordinal))
                path = path.Replace($"{{{name}}}", (await portal.PatientAsync(name)).ToString());
        }

        if (path.Contains("{Home nursing}", StringComparison.Ordinal))
            path = path.Replace("{Home nursing}", (await portal.Database.AsOwnerAsync<Guid>("select id from organisation_units where name = 'Home nursing'")).ToString());
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(Reads);
    }
}
