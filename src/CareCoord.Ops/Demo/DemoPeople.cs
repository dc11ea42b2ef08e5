namespace CareCoord.Ops.Demo;

/// <summary>The demo accounts that `serve` shows, with what each is for.</summary>
public static class DemoPeople
{
    public const string Password = "walk-gently-2026";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("Walter", "walter@demo.carecoord.test", "Patient after hip surgery"),
        new("Denise", "denise@demo.carecoord.test", "Patient with diabetes"),
        new("Rosa", "rosa@demo.carecoord.test", "Patient with dementia"),
        new("Ana", "ana@demo.carecoord.test", "Rosa's daughter, who cares for her"),
        new("Carla", "carla@demo.carecoord.test", "Care coordinator"),
        new("Administrator", "admin@demo.carecoord.test", "Runs the network's portal"),
    ];
}

/// <summary>One demo account.</summary>
public sealed record DemoPerson(string Name, string Email, string For);
