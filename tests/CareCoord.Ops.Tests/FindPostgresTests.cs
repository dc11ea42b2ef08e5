using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

public sealed class FindPostgresTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("carecoord-find-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Finds_the_one_of_this_machine()
    {
        var found = await LocalCluster.FindPostgres();

        Assert.NotNull(found);
        Assert.True(found.Major >= PostgresInstallation.OldestMajor);
        Assert.True(File.Exists(found.Program("initdb")));
    }

    [Fact]
    public async Task Passes_over_one_that_is_too_old_or_incomplete()
    {
        string[] folders = [Path.Combine(folder.FullName, "nothing"), Installation("14.9"), Incomplete("18.0"), Installation("16.2")];

        var found = await PostgresInstallation.FindAsync(folders);

        Assert.Equal(16, found?.Major);
    }

    [Fact]
    public async Task Finds_the_version_that_made_the_data()
    {
        string[] folders = [Installation("17.0"), Installation("15.3")];

        Assert.Equal(15, (await PostgresInstallation.FindAsync(folders, major: 15))?.Major);
        Assert.Null(await PostgresInstallation.FindAsync(folders, major: 16));
    }

    private string Incomplete(string version)
    {
        var bin = Installation(version);
        File.Delete(Path.Combine(bin, "initdb"));
        return bin;
    }

    private string Installation(string version)
    {
        var bin = folder.CreateSubdirectory(Path.Combine(version, "bin")).FullName;
        foreach (var name in (string[])["postgres", "initdb", "pg_ctl", "psql"])
        {
            var path = Path.Combine(bin, name);
            File.WriteAllText(path, $"#!/bin/sh\necho '{name} (PostgreSQL) {version} (Debian)'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return bin;
    }
}
