using CareCoord.Files;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Files;

/// <summary>
/// Reads where documents are kept: <c>documents</c> in the data folder, encrypted by keys that <c>CareCoord:DocumentKeyFile</c> wraps; and where the
/// virus scanner listens, <c>CareCoord:Antivirus:Clamd</c> (host:port, or the path of its socket).
/// </summary>
internal static class FileSetup
{
    public static FileSettings From(IConfiguration settings) =>
        new(
            Path.Combine(settings.Required("CareCoord:DataFolder"), "documents"),
            MasterKeys.Read(settings.Required("CareCoord:DocumentKeyFile")),
            settings["CareCoord:Antivirus:Clamd"] is { Length: > 0 } clamd ? AntivirusSettings.Of(clamd) : null
        );
}
