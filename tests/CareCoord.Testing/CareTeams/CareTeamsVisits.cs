namespace CareCoord.Testing.CareTeams;

internal static class CareTeamsVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("team-walter", "walter", "/team", "Who to ask about what"),
        new("team-ana", "ana", "/patients/{Rosa}/team", "May see"),
        new("team-carla", "carla", "/patients/{Walter}/team", "Nobody leads this now"),
        new("team-add-carla", "carla", "/patients/{Walter}/team/add?name=mia", "Mia Chen"),
        new("team-join-carla", "carla", "/patients/{Walter}/team/add/{Noor}", "Role on this team"),
        new("team-member-carla", "carla", "/patients/{Walter}/team/members/{Kwame of Walter}", "It stands now"),
        new("team-end-carla", "carla", "/patients/{Walter}/team/members/{Kwame of Walter}/end", "can no longer open"),
        new("concern-new-carla", "carla", "/patients/{Walter}/team/concerns/new", "mental health"),
        new("concern-carla", "carla", "/patients/{Walter}/team/concerns/{Getting walking again}", "Kwame Mensah leads"),
        new("team-anil", "anil", "/patients/{Denise}/team", "I no longer care for Denise"),
    ];
}
