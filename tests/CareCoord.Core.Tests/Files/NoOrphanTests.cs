using CareCoord.CareTasks;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Files;

/// <summary>A file that came in and got no row is gone at once, whatever went wrong.</summary>
public sealed class NoOrphanTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly byte[] Pdf = TestPages.Pdf("A page", pages: 1);
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await (await Cast.PlayAsync(world, database, "Rosa")).WithTaskAsync(world);

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Failures =>
        ["a rule is broken", "it is not there", "cancelled", "the disk is full", "the server refused", "the same is here", "anything else"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Whatever_fails_before_its_row_is_there_leaves_nothing(string what)
    {
        var before = Kept();

        await Record.ExceptionAsync(() =>
            database.ReceiveAsync(
                "Paper.pdf",
                Pdf,
                _ =>
                    what switch
                    {
                        "the same is here" => Task.FromResult(false),
                        "a rule is broken" => throw new RuleBroken("No."),
                        "it is not there" => throw new NotFound(),
                        "cancelled" => throw new OperationCanceledException(),
                        "the disk is full" => throw new FileNotKept(new IOException("full")),
                        "the server refused" => throw new PostgresException("no", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation),
                        _ => throw new InvalidOperationException("What nobody thought of."),
                    }
            )
        );

        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task One_that_is_refused_by_its_use_case_leaves_nothing()
    {
        var before = Kept();

        await Assert.ThrowsAsync<NotFound>(() =>
            database.AttachAsync(cast.Coordinator, cast.Patient, Guid.CreateVersion7(), "Paper.pdf", Pdf)
        );

        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task One_whose_database_went_away_before_the_commit_leaves_nothing()
    {
        var before = Kept();

        await Assert.ThrowsAnyAsync<Exception>(() =>
            database.ReceiveAsync(
                "Paper.pdf",
                Pdf,
                async file =>
                {
                    await using var db = await database.Get<ActorDbs>().OpenAsync(cast.Coordinator, default);
                    await EndSessionsAsync();
                    await db.AuditAsync(CareTaskAccess.Attach, [cast.Patient], "file", file.File.Id, default);
                    await db.CommitAsync(default);
                    return true;
                }
            )
        );

        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task One_of_whose_commit_nobody_heard_stays_until_the_sweep_has_asked()
    {
        var before = Kept();

        await Assert.ThrowsAnyAsync<Exception>(() =>
            database.ReceiveAsync(
                "Paper.pdf",
                Pdf,
                async _ =>
                {
                    await using var db = await database.Get<ActorDbs>().OpenAsync(cast.Coordinator, default);
                    await EndSessionsAsync();
                    await db.CommitAsync(default);
                    return true;
                }
            )
        );

        Assert.Equal(before + 1, Kept());
        Assert.True(await database.Get<SweepFiles>().SweepAsync(default) >= 1);
        Assert.Equal(before, Kept());
    }

    [Fact]
    public async Task The_bytes_of_one_that_was_found_harmful_go_with_the_sweep_where_they_are_still_there()
    {
        await database.AttachAsync(cast.Coordinator, cast.Patient, cast.Task!.Task, "Paper.pdf", Pdf);
        var before = Kept();
        await database.AsOwnerAsync(
            "update files set scan = 'infected', scanned_at = uploaded_at where patient_id = $1 and name = 'Paper.pdf'",
            cast.Patient
        );

        await database.Get<SweepFiles>().SweepAsync(default);

        Assert.Equal(before - 1, Kept());
    }

    // As when the server is stopped: what is open is ended, and one can come again.
    private async Task EndSessionsAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString).Database!;
        await using var server = NpgsqlDataSource.Create((await TestCluster.GetAsync()).SuperuserConnectionString());
        await using var end = server.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1 and state = 'idle in transaction'"
        );
        end.Parameters.Add(new() { Value = name });
        Assert.NotEqual(0L, await end.ExecuteScalarAsync());
    }

    private int Kept() => Directory.GetFiles(Path.Combine(database.Folder, "documents"), "*", SearchOption.AllDirectories).Length;
}
