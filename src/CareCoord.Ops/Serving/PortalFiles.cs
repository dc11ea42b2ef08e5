namespace CareCoord.Ops.Serving;

/// <summary>Finds the portal's program beside this command.</summary>
public static class PortalFiles
{
    private const string Dll = "CareCoord.Web.dll";

    public static string Find(string? option)
    {
        if (option is not null)
        {
            return Existing(Path.GetFullPath(option)) ?? throw new OpsRefused($"There is no portal at {option}.");
        }

        var here = AppContext.BaseDirectory.TrimEnd('/');
        var framework = Path.GetFileName(here);
        var configuration = Path.GetFileName(Path.GetDirectoryName(here));
        string[] places =
        [
            Path.Combine(here, $"../../../../CareCoord.Web/bin/{configuration}/{framework}", Dll),
            Path.Combine(here, $"../../../../CareCoord.Web/bin/Release/{framework}", Dll),
            Path.Combine(here, "../web", Dll),
        ];
        return places.Select(place => Existing(Path.GetFullPath(place))).FirstOrDefault(found => found is not null)
            ?? throw new OpsRefused(
                "The portal is not built: run `dotnet build -c Release src/CareCoord.Web`, or name its dll with --web."
            );
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
