using System.Reflection;
using CareCoord.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord;

/// <summary>What a feature declares of itself, once; what is needed of all of them is derived from it.</summary>
public sealed record Feature(string Name)
{
    /// <summary>Its folder in every project: its name's words, each with a capital.</summary>
    public string Folder { get; } = string.Concat(Name.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Its tables of patients' records, whose policies all have the one shape.</summary>
    public IReadOnlyList<RecordTable> Tables { get; init; } = [];

    /// <summary>Adds its queries and use cases.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    /// <summary>Every feature, found by the field "Feature" of its class, in the order of their names.</summary>
    public static IReadOnlyList<Feature> All => Declared.Value;

    private static readonly Lazy<IReadOnlyList<Feature>> Declared = new(() =>
        [
            .. typeof(Feature)
                .Assembly.GetTypes()
                .Select(type => type.GetField("Feature", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
                .OfType<Feature>()
                .OrderBy(feature => feature.Name, StringComparer.Ordinal),
        ]
    );
}
