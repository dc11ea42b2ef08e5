using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Shared;

namespace CareCoord.Web.CareTasks;

/// <summary>Whom to ask, as the value of one choice in a form: "person.…", "role.nutritionist" or "unit.…".</summary>
internal static class AssigneeValue
{
    /// <summary>The roles that one may ask.</summary>
    public static IEnumerable<TeamRole> Roles => Enum.GetValues<TeamRole>().Where(role => role != TeamRole.Caregiver);

    public static string Of(PossibleAssignee person) => $"person.{person.AccountId}";

    public static string Of(TeamRole role) => "role." + role.Snake();

    public static string Of(PossibleUnit unit) => $"unit.{unit.Id}";

    /// <summary>The choice; null where nothing, or nothing that there is, was chosen.</summary>
    public static AssigneeChoice? Read(string? value) =>
        value?.Split('.', 2) switch
        {
            ["person", var id] when Guid.TryParse(id, out var person) => new(Person: person),
            ["unit", var id] when Guid.TryParse(id, out var unit) => new(Unit: unit),
            ["role", var name]
                when Roles.FirstOrDefault(role => role.Snake() == name, TeamRole.Caregiver) is var role and not TeamRole.Caregiver => new(
                Role: role
            ),
            _ => null,
        };
}
