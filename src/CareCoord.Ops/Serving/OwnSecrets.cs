using System.Runtime.InteropServices;

namespace CareCoord.Ops.Serving;

/// <summary>Keeps what this process knows from the processes of the same user.</summary>
internal static class OwnSecrets
{
    private const int SetDumpable = 4;

    /// <summary>Our environment may hold the owner's connection string, which Linux otherwise shows to a child of the same user.</summary>
    public static void HideFromChildren()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Prctl(SetDumpable, 0, 0, 0, 0);
        }
    }

    [DllImport("libc", EntryPoint = "prctl")]
    private static extern int Prctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);
}
