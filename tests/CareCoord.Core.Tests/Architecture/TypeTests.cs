using System.Reflection;
using CareCoord.Access;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>The rules of the house that can be read off its types.</summary>
public sealed class TypeTests
{
    private static readonly Assembly Core = typeof(Actor).Assembly;

    private static readonly IReadOnlyList<Type> UseCases =
    [
        .. Core.GetTypes().Where(t => t.GetMethod("RunAsync") is not null && t.IsVisible),
    ];

    [Fact]
    public void A_use_case_takes_no_other_use_case()
    {
        Assert.NotEmpty(UseCases);
        Assert.Empty(UseCases.SelectMany(u => Taken(u).Where(UseCases.Contains).Select(taken => $"{u.Name} takes {taken.Name}")));
    }

    [Fact]
    public void A_use_case_asks_who_and_what_and_can_be_cancelled() =>
        Assert.All(
            UseCases,
            u =>
            {
                var types = u.GetMethod("RunAsync")!.GetParameters().Select(p => p.ParameterType).ToArray();
                Assert.Equal((typeof(Actor), typeof(CancellationToken)), (types[0], types[^1]));
            }
        );

    [Fact]
    public void Queries_take_no_use_case_and_change_nothing() =>
        Assert.DoesNotContain(
            Core.GetTypes().Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal)).SelectMany(Taken),
            UseCases.Contains
        );

    [Fact]
    public void An_entity_cannot_be_changed_from_outside() =>
        Assert.DoesNotContain(
            Core.GetTypes().Where(t => t.GetProperty("PatientId")?.SetMethod is not null).SelectMany(t => t.GetProperties()),
            p => p.SetMethod is { IsPublic: true } set && set.ReturnParameter.GetRequiredCustomModifiers().Length == 0
        );

    [Fact]
    public void No_interface_stands_but_at_a_true_outside_edge() =>
        Assert.Equal(["IFileStore"], Core.GetTypes().Where(t => t.IsInterface).Select(t => t.Name));

    private static IEnumerable<Type> Taken(Type type) =>
        type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType);
}
