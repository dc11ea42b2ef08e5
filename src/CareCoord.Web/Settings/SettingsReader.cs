using CareCoord.Shared;

namespace CareCoord.Web.Settings;

/// <summary>Reads settings by their keys, and gathers a sentence for each one that is wrong.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly SortedSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> faults = [];

    /// <summary>The keys that were asked for.</summary>
    public IReadOnlyCollection<string> Known => known;

    public IReadOnlyList<string> Faults => faults;

    /// <summary>The value of a setting; null where it is empty or not set.</summary>
    public string? this[string key]
    {
        get
        {
            known.Add(key);
            return configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
        }
    }

    /// <summary>A setting as the environment names it.</summary>
    public static string Name(string key) => key == "URLS" ? "ASPNETCORE_URLS" : key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A setting without which the portal cannot run; null where it is refused.</summary>
    public string? Required(string key)
    {
        if (this[key] is { } value)
            return value;
        Refuse(key, "is missing: start the portal by ./run.sh, or set it.");
        return null;
    }

    /// <summary>Adds a fault: the setting's name, and the rest of a sentence.</summary>
    public void Refuse(string key, string fault) => faults.Add($"{Name(key)} {fault}");

    /// <summary>What a reading makes that refuses by itself; null where it does.</summary>
    public T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (SettingsRefused refused)
        {
            faults.AddRange(refused.Sentences);
            return null;
        }
    }

    /// <summary>The settings below a section that are set, whatever their names; they count as known.</summary>
    public IReadOnlyList<(string Key, string Value)> Below(string section)
    {
        var set = Set(section).ToList();
        known.UnionWith(set.Select(one => one.Key));
        return set;
    }

    /// <summary>Refuses each setting below a section that nobody has asked for, which is a misspelt one.</summary>
    public void RefuseUnknown(string section)
    {
        foreach (var (key, _) in Set(section).Where(one => !known.Contains(one.Key)).ToList())
            Refuse(
                key,
                NameDistance.Closest(key, known.Where(one => one.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)))
                    is { } meant
                    ? $"is not a setting; did you mean {Name(meant)}?"
                    : "is not a setting; docs/settings.md lists all of them."
            );
    }

    private IEnumerable<(string Key, string Value)> Set(string section) =>
        from one in configuration.GetSection(section).AsEnumerable()
        where !string.IsNullOrWhiteSpace(one.Value)
        orderby one.Key
        select (one.Key, one.Value);
}
