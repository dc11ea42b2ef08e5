using CareCoord.Files;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Files;

/// <summary>
/// Reads where documents are kept. That is <c>documents</c> in the data folder, encrypted by keys that <c>CareCoord:DocumentKeyFile</c>
/// wraps. The virus scanner listens at <c>CareCoord:Antivirus:Clamd</c> (host:port, or the path of its socket).
/// </summary>
internal static class FileSetup
{
    private const string KeyFile = "CareCoord:DocumentKeyFile";
    private const string Clamd = "CareCoord:Antivirus:Clamd";

    /// <summary>The settings; null where they are refused.</summary>
    public static FileSettings? From(SettingsReader settings, string? dataFolder, int times)
    {
        var keys = settings.Required(KeyFile) is { } file ? settings.Try(() => MasterKeys.Read(file, SettingsReader.Name(KeyFile))) : null;
        var scanner = settings[Clamd] is { } clamd ? settings.Try(() => AntivirusSettings.Of(clamd, SettingsReader.Name(Clamd))) : null;
        return dataFolder is null || keys is null ? null : new(Path.Combine(dataFolder, "documents"), keys, scanner) { Quota = new(times) };
    }
}
