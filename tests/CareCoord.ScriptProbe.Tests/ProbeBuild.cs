using System.Reflection;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>Where the probe was built, as the build of these tests noted it.</summary>
internal static class ProbeBuild
{
    public static string Folder { get; } = Noted("ProbeFolder");

    public static string Configuration { get; } = Noted("ProbeConfiguration");

    public static string Dll { get; } = Path.Combine(Folder, "bin", Configuration, "net10.0", "CareCoord.ScriptProbe.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Noted(string key) =>
        typeof(ProbeBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(noted => noted.Key == key).Value!;
}
