using System.Reflection;
using CareCoord.Browsing;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>Where the probe was built, as the build of these tests noted it.</summary>
internal static class ProbeBuild
{
    public static string Folder { get; } = Noted("ProbeFolder");

    public static string Configuration { get; } = Noted("ProbeConfiguration");

    public static string Dll { get; } = Path.Combine(Folder, "bin", Configuration, "net10.0", "CareCoord.ScriptProbe.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Starts the probe that stands at <paramref name="dll"/>; it ends with this process at the latest.</summary>
    public static Task<ServerProcess> StartAsync(string dll, string folder) =>
        ServerProcess.StartAsync(dll, folder, new Dictionary<string, string>(), "--until-input-ends");

    private static string Noted(string key) =>
        typeof(ProbeBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(noted => noted.Key == key).Value!;
}
