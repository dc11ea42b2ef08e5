using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using CareCoord.Data;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>Which room may know which: what is below knows nothing of what is above it, and no two rooms know each other.</summary>
public sealed class DependencyTests
{
    // From below: each layer knows its own rooms and the layers before it.
    private static readonly (string Layer, string[] Rooms)[] Layers =
    [
        ("foundations", ["Access", "Amendments", "Audit", "Background", "Data", "DataProtection", "Files", "Shared"]),
        (
            "people",
            [
                "Absences",
                "AccessHistory",
                "Accounts",
                "BreakTheGlass",
                "Consents",
                "Notifications",
                "OpenPages",
                "Organisations",
                "Patients",
                "Providers",
                "SavedViews",
            ]
        ),
        ("coordination", ["CareTasks", "CareTeams", "Caseloads"]),
        ("records", ["Appointments", "LegalDocuments", "Transitions", "TreatmentPlans", "WalletCards"]),
        ("overviews", ["Coordination", "MyPatients", "Today", "Waiting"]),
    ];

    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader().LoadAssemblies(typeof(Feature).Assembly).Build();

    public static TheoryData<string, string> Downwards()
    {
        var pairs = new TheoryData<string, string>();
        for (var below = 0; below < Layers.Length; below++)
            foreach (var (above, _) in Layers[(below + 1)..])
                pairs.Add(Layers[below].Layer, above);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Downwards))]
    public void A_layer_knows_nothing_of_those_above_it(string layer, string above) =>
        Holds(
            Types()
                .That()
                .Are(In(Rooms(layer)))
                .And()
                .AreNot(typeof(CareCoordDb))
                .Should()
                .NotDependOnAny(Types().That().Are(In(Rooms(above))))
        );

    [Fact]
    public void No_rooms_of_features_know_each_other_in_a_circle()
    {
        var features = Layers.Skip(1).SelectMany(layer => layer.Rooms).ToHashSet();
        var knows = House
            .Types.SelectMany(type => type.Dependencies.Select(to => (From: Room(type), To: Room(to.Target))))
            .Where(one => one.From != one.To && features.Contains(one.From) && features.Contains(one.To))
            .Distinct()
            .ToLookup(one => one.From, one => one.To);
        Assert.NotEmpty(knows);

        // Whoever knows nobody who is left goes; those who stay know each other.
        var left = features.ToHashSet();
        while (left.RemoveWhere(room => !knows[room].Any(left.Contains)) > 0) { }
        Assert.Empty(left);
    }

    [Fact]
    public void Every_room_has_its_layer() =>
        Assert.Equal(
            Directory
                .GetDirectories(Path.Combine(Sources.Root, "src/CareCoord.Core"))
                .Select(Path.GetFileName)
                .Except(["bin", "obj"])
                .Order(),
            Layers.SelectMany(layer => layer.Rooms).Order()
        );

    [Fact]
    public void The_rules_would_find_a_wrong_dependency() =>
        Assert.False(Types().That().Are(In(["Today"])).Should().NotDependOnAny(Types().That().Are(In(["Access"]))).HasNoViolations(House));

    private static string[] Rooms(string layer) => Layers.Single(one => one.Layer == layer).Rooms;

    private static string Room(IType type) => type.Namespace.FullName.Split('.') is ["CareCoord", var room, ..] ? room : "";

    private static IObjectProvider<IType> In(string[] rooms) =>
        Types().That().ResideInNamespaceMatching($@"^CareCoord\.({string.Join('|', rooms)})(\.|$)").As(string.Join(", ", rooms));

    private static void Holds(IArchRule rule) =>
        Assert.Empty(rule.Evaluate(House).Where(result => !result.Passed).Select(result => result.Description));
}
