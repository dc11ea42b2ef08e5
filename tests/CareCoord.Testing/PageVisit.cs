namespace CareCoord.Testing;

/// <summary>Every page that exists, with somebody who may read it and words that only its content has.</summary>
public sealed record PageVisit(string Name, string Person, string Path, string Reads)
{
    /// <summary>All pages but the two before sign-in.</summary>
    public static readonly IReadOnlyList<PageVisit> All =
    [
        new("today-walter", "walter", "/", "Next visit"),
        new("plan-walter", "walter", "/plan", "Your care team"),
        new("visits-walter", "walter", "/appointments", "Coming up"),
        new("team-walter", "walter", "/team", "Who to ask about what"),
        new("documents-walter", "walter", "/documents", "Your legal documents"),
        new("document-add-ana", "ana", "/patients/{Rosa}/documents/add", "Take a picture of a page"),
        new("documents-ana", "ana", "/patients/{Rosa}/documents", "legal documents"),
        new("documents-carla", "carla", "/patients/{Rosa}/documents", "legal documents"),
        new("incapacity-grace", "grace", "/patients/{Rosa}/documents/incapacity", "What you found, and how"),
        new("account-walter", "walter", "/account", "Your care team"),
        new("access-walter", "walter", "/access", "It is your record."),
        new("today-denise", "denise", "/", "What changed"),
        new("plan-denise", "denise", "/plan", "HbA1c"),
        new("visits-denise", "denise", "/appointments", "By video"),
        new("today-rosa", "rosa", "/", "Your team is working on"),
        new("plan-rosa", "rosa", "/plan", "Your care team"),
        new("access-rosa", "rosa", "/access", "Ana Reyes"),
        new("invite-rosa", "rosa", "/patients/{Rosa}/access/invite", "Their email"),
        new("grant-rosa", "rosa", "/patients/{Rosa}/access/grants/{grant of Lucia}", "What happened to it"),
        new("grant-end-rosa", "rosa", "/patients/{Rosa}/access/grants/{grant of Lucia}/end", "can do nothing here"),
        new("invitation-rosa", "rosa", "/patients/{Rosa}/access/invitations/{invitation of Rosa}", "Send it again"),
        new("invite-carla", "carla", "/patients/{Rosa}/access/invite", "The word of Rosa"),
        new("grant-carla", "carla", "/patients/{Rosa}/access/grants/{grant of Lucia}", "The word of Rosa"),
        new("home-lucia", "lucia", "/", "Rosa Reyes"),
        new("visits-lucia", "lucia", "/patients/{Rosa}/appointments", "Lucia Reyes for Rosa Reyes"),
        new("home-ana", "ana", "/", "Rosa Reyes"),
        new("plan-ana", "ana", "/patients/{Rosa}/plan", "Ana Reyes for Rosa Reyes"),
        new("visits-ana", "ana", "/patients/{Rosa}/appointments", "Ana Reyes for Rosa Reyes"),
        new("team-ana", "ana", "/patients/{Rosa}/team", "May see"),
        new("contact-ana", "ana", "/account/contact", "Best way to reach you"),
        new("access-ana", "ana", "/patients/{Rosa}/access", "Ana Reyes for Rosa Reyes"),
        new("home-carla", "carla", "/", "Walter Brandt"),
        new("caseload-carla", "carla", "/caseload", "Since you looked"),
        new("caseload-late-carla", "carla", "/caseload?need=true&sort=risk&selected=all", "Select nobody"),
        new("hand-over-carla", "carla", "/caseload/hand-over", "To which coordinator"),
        new("coordinate-carla", "carla", "/patients/{Walter}/coordinate", "Record a discharge"),
        new("plan-carla", "carla", "/patients/{Denise}/plan", "Denise Moore"),
        new("visits-carla", "carla", "/patients/{Walter}/appointments", "Walter Brandt"),
        new("team-carla", "carla", "/patients/{Walter}/team", "Nobody leads this now"),
        new("team-add-carla", "carla", "/patients/{Walter}/team/add?name=mia", "Mia Chen"),
        new("team-join-carla", "carla", "/patients/{Walter}/team/add/{Noor}", "Role on this team"),
        new("team-member-carla", "carla", "/patients/{Walter}/team/members/{Kwame of Walter}", "It stands now"),
        new("team-end-carla", "carla", "/patients/{Walter}/team/members/{Kwame of Walter}/end", "can no longer open"),
        new("concern-new-carla", "carla", "/patients/{Walter}/team/concerns/new", "mental health"),
        new("concern-carla", "carla", "/patients/{Walter}/team/concerns/{Getting walking again}", "Kwame Mensah leads"),
        new("access-carla", "carla", "/patients/{Walter}/access", "Who may"),
        new("patients-anil", "anil", "/", "Your patients"),
        new("team-anil", "anil", "/patients/{Denise}/team", "I no longer care for Denise"),
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
        new("notices-walter", "walter", "/notices", "What is new"),
        new("told-walter", "walter", "/account/notifications", "never says what"),
        new("notices-admin", "admin", "/notices", "What is new"),
        new("told-carla", "carla", "/account/notifications", "never says what"),
        new("account-lena", "lena", "/account", "You act as"),
        new("documents-search-carla", "carla", "/documents/search", "Find legal documents"),
        new("documents-search-anil", "anil", "/documents/search", "Find legal documents"),
        new("wallet-card-rosa", "rosa", "/patients/{Rosa}/documents/card", "For how long"),
        new("wallet-card-ana", "ana", "/patients/{Rosa}/documents/card", "For how long"),
        new("password", "walter", "/account/password", "New password again"),
        new("second-step", "walter", "/account/second-step", "scan this picture"),
        new("not-found", "walter", "/patients/01999999-0000-7000-8000-000000000000/plan", "This page is not here"),
    ];

    // What stands in an address besides a patient, and where its id is found.
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["Home nursing"] = "select id from organisation_units where name = 'Home nursing'",
        ["Noor"] = "select id from accounts where email like 'noor@%'",
        ["Kwame of Walter"] =
            """
            select m.id from care_team_members m join accounts a on a.id = m.account_id join patients p on p.id = m.patient_id
            where a.email like 'kwame@%' and p.given_name = 'Walter'
            """,
        ["grant of Lucia"] = "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email like 'lucia@%' order by g.starts_at limit 1",
        ["invitation of Rosa"] = "select i.id from proxy_invitations i where i.name = 'Carmen Ortiz'",
        ["Getting walking again"] = "select id from care_concerns where concern = 'Getting walking again'",
    };

    public string Email => Person + "@demo.carecoord.test";

    /// <summary>Where the page is found: its path, with the ids of those whom it names.</summary>
    public async Task<string> AddressAsync(DemoDatabase database)
    {
        var path = Path;
        foreach (var name in new[] { "Rosa", "Denise", "Walter" })
        {
            if (path.Contains(name, StringComparison.Ordinal))
                path = path.Replace($"{{{name}}}", (await database.PatientAsync(name)).ToString());
        }

        foreach (var (named, id) in Ids.Where(pair => path.Contains($"{{{pair.Key}}}", StringComparison.Ordinal)))
            path = path.Replace($"{{{named}}}", (await database.AsOwnerAsync<Guid>(id)).ToString());
        return path;
    }
}
