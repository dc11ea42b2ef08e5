namespace CareCoord.Ops.LocalDatabase;

/// <summary>Installs PostgreSQL by the system's package manager where that is possible.</summary>
public static class InstallPostgres
{
    private const string ByHand =
        "PostgreSQL 15 or later is not on this machine and cannot be installed from here: install it "
        + "(Debian or Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) and start again.";

    // Debian's package otherwise starts a server of its own, for every user of the machine.
    private const string NoMainCluster = """
        conf=/etc/postgresql-common/createcluster.conf
        if ! grep -qs '^[[:space:]]*create_main_cluster' "$conf"; then
          echo 'create_main_cluster = false' >> "$conf"
        fi
        """;

    public static async Task<PostgresInstallation> RunAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        if (Tool.Exists("apt-get"))
        {
            await ByAptAsync(progress, cancellation);
        }
        else if (Tool.Exists("brew"))
        {
            progress.Report("Installing PostgreSQL 17 by Homebrew (a few minutes)");
            await StepAsync([Tool.Find("brew")!, "install", "postgresql@17"], cancellation);
        }
        else
        {
            throw new OpsRefused(ByHand);
        }

        return await PostgresInstallation.FindAsync(cancellation: cancellation)
            ?? throw new OpsRefused(
                "The package manager's PostgreSQL is older than 15: install a later one (postgresql.org/download) and start again."
            );
    }

    private static async Task ByAptAsync(IProgress<string> progress, CancellationToken cancellation)
    {
        string[] asRoot = Environment.IsPrivilegedProcess ? [] : ["sudo", "-n"];
        if (
            asRoot.Length > 0
            && !(Tool.Exists("sudo") && (await Tool.RunAsync("sudo", ["-n", "true"], cancellation: cancellation)).Succeeded)
        )
        {
            throw new OpsRefused(
                "PostgreSQL 15 or later is not on this machine, and installing it needs root or sudo without a password: "
                    + "ask for `apt-get install postgresql`, or set ConnectionStrings__CareCoord and "
                    + "ConnectionStrings__CareCoordOwner to a server."
            );
        }

        string[] apt = [.. asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
        progress.Report("Installing PostgreSQL by apt-get (about a minute)");
        await StepAsync([.. apt, "update"], cancellation);
        await StepAsync([.. apt, "install", "-y", "--no-install-recommends", "postgresql-common"], cancellation);
        await StepAsync([.. asRoot, "sh", "-c", NoMainCluster], cancellation);
        await StepAsync([.. apt, "install", "-y", "--no-install-recommends", "postgresql"], cancellation);
    }

    private static async Task StepAsync(string[] command, CancellationToken cancellation)
    {
        var result = await Tool.RunAsync(command[0], command[1..], cancellation: cancellation);
        if (!result.Succeeded)
        {
            throw new OpsRefused($"PostgreSQL could not be installed: `{string.Join(' ', command)}` said: {result.LastLine}");
        }
    }
}
