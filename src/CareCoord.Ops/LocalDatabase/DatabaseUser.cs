namespace CareCoord.Ops.LocalDatabase;

/// <summary>The user of the machine that PostgreSQL runs as: ourselves, or `postgres` where we are root.</summary>
public sealed class DatabaseUser
{
    private const string Unprivileged = "postgres";
    private readonly bool isOther;

    private DatabaseUser(bool isOther) => this.isOther = isOther;

    public bool IsOurselves => !isOther;

    public static async Task<DatabaseUser> ForThisProcessAsync(CancellationToken cancellation = default)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new DatabaseUser(isOther: false);
        }

        var known = await Tool.RunAsync("id", ["-u", Unprivileged], cancellation: cancellation);
        return known.Succeeded
            ? new DatabaseUser(isOther: true)
            : throw new OpsRefused(
                "PostgreSQL refuses to run as root, and this machine has no user `postgres`: "
                    + "make one (useradd --system postgres) or start as another user."
            );
    }

    public Task<ToolResult> RunAsync(string file, string[] arguments, string? input = null, CancellationToken cancellation = default) =>
        isOther
            ? Tool.RunAsync("runuser", ["-u", Unprivileged, "--", file, .. arguments], input, cancellation: cancellation)
            : Tool.RunAsync(file, arguments, input, cancellation: cancellation);

    /// <summary>Whether this user can reach what lies in the folder, through every folder above it.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellation = default) =>
        (await RunAsync("test", ["-x", folder], cancellation: cancellation)).Succeeded;

    public async Task MakeFolderAsync(string folder, CancellationToken cancellation = default)
    {
        string[] owner = isOther ? ["-o", Unprivileged, "-g", Unprivileged] : [];
        var made = await Tool.RunAsync("install", ["-d", "-m", "0700", .. owner, folder], cancellation: cancellation);
        if (!made.Succeeded)
        {
            throw new OpsRefused(PostgresComplaint.Sentence($"The folder {folder} could not be made", made.LastLine, folder));
        }
    }

    /// <summary>Writes as that user, so that root never follows a link which the user has planted.</summary>
    public async Task WriteFileAsync(string path, string text, CancellationToken cancellation = default)
    {
        var written = await RunAsync("sh", ["-c", "umask 077; cat > \"$1\"", "sh", path], text, cancellation);
        if (!written.Succeeded)
        {
            throw new OpsRefused(PostgresComplaint.Sentence($"The file {path} could not be written", written.LastLine, path));
        }
    }
}
