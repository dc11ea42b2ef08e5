namespace CareCoord.Demo;

/// <summary>One demo account: who it is, how to sign in, and what it is for.</summary>
public sealed record DemoPerson(string Name, string Email, string For);

/// <summary>The people of the demo network; all of them sign in with the same password.</summary>
public static class DemoPeople
{
    public const string Password = "walk-gently-2026";

    public static readonly IReadOnlyList<DemoPerson> All =
    [
        new("Walter Brandt", "walter@demo.carecoord.test", "Patient, home after hip surgery"),
    ];
}
