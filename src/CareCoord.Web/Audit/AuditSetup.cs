using System.Globalization;
using CareCoord.Audit;
using CareCoord.Shared;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Audit;

/// <summary>
/// Reads where the heads of the audit go from <c>CareCoord:AuditHeads</c>. It has Folder (<c>audit-heads</c> in the data folder), KeyFile
/// (<c>audit-head-keys</c> there) and Minutes. Without a key nothing is exported.
/// </summary>
internal static class AuditSetup
{
    private const string FolderKey = "CareCoord:AuditHeads:Folder";
    private const string KeyFile = "CareCoord:AuditHeads:KeyFile";
    private const string MinutesKey = "CareCoord:AuditHeads:Minutes";
    private const int Often = 5;
    private const int Longest = 60;

    /// <summary>The settings; null where they are refused, or what they rest on is.</summary>
    public static AuditHeadSettings? From(SettingsReader settings, string? dataFolder)
    {
        var (folder, named) = (settings[FolderKey], settings[KeyFile]);
        var minutes = Minutes(settings);
        if (dataFolder is null)
            return null;
        var made = Path.Combine(dataFolder, "audit-head-keys");
        var keys =
            named is not null || File.Exists(made)
                ? settings.Try(() => AuditHeadKeys.Read(named ?? made, SettingsReader.Name(KeyFile)))
                : null;
        var at = Path.GetFullPath(folder ?? Path.Combine(dataFolder, "audit-heads"));
        if (keys is not null)
            Make(settings, at);
        return new(at, keys, TimeSpan.FromMinutes(minutes));
    }

    private static void Make(SettingsReader settings, string folder)
    {
        try
        {
            OwnFiles.MakeFolder(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            settings.Refuse(FolderKey, $"names {folder}, which this user cannot make.");
        }
    }

    private static int Minutes(SettingsReader settings)
    {
        if (settings[MinutesKey] is not { } said)
            return Often;
        if (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > Longest)
            settings.Refuse(MinutesKey, $"must be a number from 1 to {Longest}.");
        return minutes;
    }
}
