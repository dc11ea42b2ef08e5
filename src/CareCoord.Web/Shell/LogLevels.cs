using CareCoord.Web.Settings;
using Serilog.Events;

namespace CareCoord.Web.Shell;

/// <summary>From which level on the log is written: what <c>Serilog:MinimumLevel</c> says, for all and for single categories.</summary>
internal sealed record LogLevels(LogEventLevel Least, IReadOnlyDictionary<string, LogEventLevel> Categories)
{
    private const string Default = "Serilog:MinimumLevel:Default";
    private const string Override = "Serilog:MinimumLevel:Override";
    private const string Framework = "Logging:LogLevel";
    private const string Requests = "Microsoft.AspNetCore";

    /// <summary>Reads them. Lines about single requests cannot be asked for: the address of an invitation is its key.</summary>
    public static LogLevels From(SettingsReader settings)
    {
        var categories = new Dictionary<string, LogEventLevel>(StringComparer.Ordinal)
        {
            ["Microsoft"] = LogEventLevel.Warning,
            ["Microsoft.Hosting.Lifetime"] = LogEventLevel.Information,
        };
        foreach (var (key, value) in settings.Below(Override))
        {
            var category = key[(Override.Length + 1)..];
            categories[category] = Level(settings, key, value);
            if (IsRequests(category) && categories[category] < LogEventLevel.Warning)
                settings.Refuse(key, "must be Warning, Error or Fatal: the framework's lines about requests hold addresses that are keys.");
        }

        categories.TryAdd(Requests, LogEventLevel.Warning);
        foreach (var (key, _) in settings.Below(Framework))
            settings.Refuse(key, "is not a setting: levels are set by Serilog__MinimumLevel.");
        return new(settings[Default] is { } least ? Level(settings, Default, least) : LogEventLevel.Information, categories);
    }

    private static LogEventLevel Level(SettingsReader settings, string key, string value)
    {
        if (Enum.TryParse<LogEventLevel>(value, ignoreCase: true, out var level) && Enum.IsDefined(level))
            return level;
        settings.Refuse(key, "must be Verbose, Debug, Information, Warning, Error or Fatal.");
        return LogEventLevel.Fatal;
    }

    /// <summary>Whether a category is one of those that write about single requests.</summary>
    public static bool IsRequests(string category) =>
        category.Equals(Requests, StringComparison.OrdinalIgnoreCase)
        || category.StartsWith(Requests + ".", StringComparison.OrdinalIgnoreCase);
}
