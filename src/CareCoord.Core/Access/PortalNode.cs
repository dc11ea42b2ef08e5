using System.Reflection;

namespace CareCoord.Access;

/// <summary>Which process asks, for the audit: the node's name, and the version of the portal that it runs.</summary>
public sealed record PortalNode
{
    /// <summary>The longest name, in characters.</summary>
    public const int Longest = 60;

    /// <param name="name">The node's name; this machine's where none is given. What is longer than 60 characters is cut.</param>
    public PortalNode(string? name = null)
    {
        var given = string.IsNullOrWhiteSpace(name) ? Environment.MachineName : name.Trim();
        Name = given.Replace('|', '/')[..Math.Min(given.Length, Longest)];
    }

    public string Name { get; }

    /// <summary>The version, with the first eight digits of the commit where the build knows it.</summary>
    public static string Version { get; } =
        Of(typeof(PortalNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string Of(string informational) =>
        informational.Split('+') is [var version, var commit] ? $"{version}+{commit[..Math.Min(commit.Length, 8)]}" : informational;
}
