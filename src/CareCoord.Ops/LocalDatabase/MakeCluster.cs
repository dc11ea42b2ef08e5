namespace CareCoord.Ops.LocalDatabase;

/// <summary>Makes the files of a new private cluster, whole or not at all.</summary>
internal static class MakeCluster
{
    public static async Task RunAsync(
        string home,
        PostgresInstallation postgres,
        DatabaseUser user,
        string superuserPassword,
        bool fast,
        CancellationToken cancellation
    )
    {
        FreeSpace.Require(home, FreeSpace.ForNewCluster);
        if (Path.GetDirectoryName(home) is { } parent)
        {
            DataFolder.Make(parent);
        }

        await user.MakeFolderAsync(home, cancellation);

        // Made under another name first, so that a killed run leaves nothing that looks finished.
        // A name of our own: the killed run's initdb may still be writing to its.
        RemoveUnfinished(home);
        var unfinished = Path.Combine(home, $"cluster.new.{Environment.ProcessId}");

        var password = Path.Combine(home, "password.tmp");
        try
        {
            await user.WriteFileAsync(password, superuserPassword, cancellation);
            string[] locale =
                OperatingSystem.IsMacOS() && postgres.Major >= 17
                    ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
                    : ["--locale=C.UTF-8"];
            var made = await user.RunAsync(
                postgres.Program("initdb"),
                [
                    "--pgdata",
                    unfinished,
                    "--username=postgres",
                    $"--pwfile={password}",
                    "--encoding=UTF8",
                    .. locale,
                    "--auth=scram-sha-256",
                    "--data-checksums",
                    .. fast ? ["--no-sync"] : Array.Empty<string>(),
                ],
                cancellation: cancellation
            );
            cancellation.ThrowIfCancellationRequested();
            if (!made.Succeeded)
            {
                throw new OpsRefused(PostgresComplaint.Sentence("The database could not be made", made.Everything, home));
            }

            await user.WriteFileAsync(Path.Combine(unfinished, "pg_hba.conf"), ClusterSettings.WhoMayConnect, cancellation);
            var settings = await File.ReadAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), cancellation);
            await user.WriteFileAsync(
                Path.Combine(unfinished, "postgresql.conf"),
                $"{settings}\ninclude = '{ClusterSettings.FileName}'\n",
                cancellation
            );
        }
        finally
        {
            File.Delete(password);
        }

        Directory.Move(unfinished, ClusterHome.ClusterIn(home));
    }

    private static void RemoveUnfinished(string home)
    {
        foreach (var left in Directory.GetDirectories(home, "cluster.new.*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // Still being written to; it is in nobody's way.
            }
        }
    }
}
