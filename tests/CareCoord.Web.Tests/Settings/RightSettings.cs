using CareCoord.Testing;
using CareCoord.Web.Settings;
using Microsoft.Extensions.Configuration;

namespace CareCoord.Web.Tests.Settings;

/// <summary>Settings with which the portal starts, in a folder of their own; a test makes some of them wrong.</summary>
internal sealed class RightSettings : IDisposable
{
    public const string Secret = "a-secret-that-nobody-may-read";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("carecoord-settings-");

    public RightSettings() =>
        Values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:CareCoord"] = $"Host=db;Database=carecoord;Username=carecoord_app;Password={Secret}",
            ["CareCoord:ActorKey"] = new('a', 64),
            ["CareCoord:DataFolder"] = Folder,
            ["CareCoord:DocumentKeyFile"] = KeyFile.In(Folder),
        };

    public string Folder => folder.FullName;

    public Dictionary<string, string?> Values { get; }

    public static string AppSettings { get; } = Path.Combine(Ops.LocalDatabase.DataFolder.Checkout(), "src/CareCoord.Web/appsettings.json");

    public void Dispose() => folder.Delete(recursive: true);

    public SettingsReader Reader(bool withFile = false)
    {
        var configuration = new ConfigurationBuilder();
        if (withFile)
            configuration.AddJsonFile(AppSettings);
        return new(configuration.AddInMemoryCollection(Values).Build());
    }
}
