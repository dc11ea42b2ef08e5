using CareCoord.Data;

namespace CareCoord.Ops.Database;

/// <summary>A PostgreSQL server that is not ours, as the environment names it.</summary>
public sealed record ExternalDatabase(string AppConnectionString, string OwnerConnectionString, string ActorKey)
{
    public const string App = "ConnectionStrings__CareCoord";
    public const string Owner = "ConnectionStrings__CareCoordOwner";
    public const string Key = "CareCoord__ActorKey";

    private static readonly string[] All = [App, Owner, Key];

    /// <summary>Null when the environment names none of it; refuses when it names only a part.</summary>
    public static ExternalDatabase? From(Func<string, string?> environment)
    {
        var missing = All.Where(name => string.IsNullOrWhiteSpace(environment(name))).ToList();
        if (missing.Count == All.Length)
        {
            return null;
        }

        if (missing.Count > 0)
        {
            throw new OpsRefused(
                $"Missing: {string.Join(" and ", missing)}, while {string.Join(" and ", All.Except(missing))} given: "
                    + "set all three for a server of your own, or none for a private database."
            );
        }

        return new ExternalDatabase(Readable(App), Readable(Owner), environment(Key)!);

        string Readable(string name) => ReadableConnectionString(name, environment(name)!);
    }

    /// <summary>Refuses a text that is not a connection string, without repeating it: it may hold a password.</summary>
    public static string ReadableConnectionString(string name, string text)
    {
        DatabaseFeature.Readable(text, name);
        return text;
    }
}
