using CareCoord.Access;
using CareCoord.Audit;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CareCoord.Core.Tests.Audit;

/// <summary>The heads of the audit go out of the database signed, each export after the other, however many export at once.</summary>
public sealed class ExportAuditHeadsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-heads-").FullName;
    private readonly World world = new(database);
    private AuditHeadKeys keys = null!;
    private Actor actor = null!;

    private string Heads => Path.Combine(folder, "audit-heads");

    public async Task InitializeAsync()
    {
        keys = Keys("keys");
        actor = new(await world.AccountAsync("Walter", Hat.Patient), Hat.Patient);
        await WriteAsync();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task An_export_has_the_heads_as_they_stand_and_is_signed_and_a_further_one_comes_only_where_something_is_new()
    {
        var first = (await Worker().ExportAsync(default))!;

        Assert.Equal((1, ""), (first.Number, first.Previous));
        Assert.Equal(await InDatabaseAsync(), first.Heads);
        Assert.Null(await Worker().ExportAsync(default));

        await WriteAsync();
        var second = (await Worker().ExportAsync(default))!;

        var lines = new AuditHeadFolder(Heads).Lines().ToList();
        Assert.Equal([1L, 2L], lines.Select(line => line.Export!.Number));
        Assert.Equal(AuditExport.HashOf(lines[0].Text), second.Previous);
        Assert.All(lines, line => Assert.True(line.Export!.IsSigned(keys)));
        Assert.All(lines, line => Assert.False(line.Export!.IsSigned(Keys("others"))));
        Assert.Single(second.Heads);
    }

    [Fact]
    public async Task Each_day_begins_a_file_with_all_heads_and_continues_the_day_before()
    {
        await Worker().ExportAsync(default);
        database.Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync();

        await Worker().ExportAsync(default);

        var lines = new AuditHeadFolder(Heads).Lines().ToList();
        Assert.Equal(["0000000001.heads", "0000000002.heads"], lines.Select(line => Path.GetFileName(line.File)));
        Assert.Equal(await InDatabaseAsync(), lines[1].Export!.Heads);
        Assert.Equal(AuditExport.HashOf(lines[0].Text), lines[1].Export!.Previous);
    }

    [Fact]
    public async Task However_many_export_at_once_the_exports_continue_each_other_and_no_head_goes_back()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 10; i++)
                        {
                            await WriteAsync();
                            await Worker().ExportAsync(default);
                        }
                    })
                )
        );
        await Worker().ExportAsync(default);

        var (number, previous, known) = (0L, "", new Dictionary<short, long>());
        foreach (var line in new AuditHeadFolder(Heads).Lines())
        {
            Assert.Equal((++number, previous), (line.Export!.Number, line.Export.Previous));
            previous = AuditExport.HashOf(line.Text);
            foreach (var head in line.Export.Heads)
            {
                Assert.True(head.Seq >= known.GetValueOrDefault(head.Lane));
                known[head.Lane] = head.Seq;
            }
        }

        Assert.Equal((await InDatabaseAsync()).ToDictionary(head => head.Lane, head => head.Seq), known);
    }

    [Fact]
    public async Task A_line_that_was_torn_is_left_behind_and_the_next_export_continues_the_last_whole_one()
    {
        var first = (await Worker().ExportAsync(default))!;
        var file = Directory.GetFiles(Heads, "*.heads").Single();
        var whole = await File.ReadAllTextAsync(file);
        await File.AppendAllTextAsync(file, whole[..(whole.Length / 2)]);
        await WriteAsync();

        var second = (await Worker().ExportAsync(default))!;

        Assert.Equal((first.Number + 1, AuditExport.HashOf(whole.TrimEnd())), (second.Number, second.Previous));
        Assert.Equal([true, false, true], new AuditHeadFolder(Heads).Lines().Select(line => line.Export is not null));
    }

    [Theory]
    [InlineData("update audit_lanes set seq = seq - 1 where seq > 0")]
    [InlineData("update audit_lanes set seq = 0, head = '' where seq > 0")]
    [InlineData("update audit_lanes set head = sha256(head) where seq > 0")]
    public async Task An_audit_that_went_back_is_not_exported_over_what_it_was(string tampering)
    {
        await Worker().ExportAsync(default);
        await database.AsOwnerAsync(tampering);

        await Assert.ThrowsAsync<AuditWentBack>(() => Worker().ExportAsync(default));

        Assert.Single(new AuditHeadFolder(Heads).Lines());
        await database.AsOwnerAsync(
            """
            update audit_lanes l set seq = e.seq, head = e.hash
            from (select distinct on (lane) lane, seq, hash from audit_entries order by lane, seq desc) e where e.lane = l.lane
            """
        );
        Assert.Null(await Worker().ExportAsync(default));
    }

    [Fact]
    public async Task Only_the_portal_itself_reads_the_heads()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(actor, "select count(*) from app.audit_heads()")
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("")]
    [InlineData("h1")]
    [InlineData("h1 bm8ga2V5")]
    [InlineData("H1 bm8ga2V5")]
    public void A_file_of_keys_that_is_none_is_told_without_what_stands_in_it(string text)
    {
        var path = Path.Combine(folder, "wrong");
        OwnFiles.Write(path, text);

        var refused = Assert.Throws<SettingsRefused>(() => AuditHeadKeys.Read(path, "Setting"));

        Assert.StartsWith("Setting: ", refused.Message);
        Assert.DoesNotContain("bm8ga2V5", refused.Message);
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused_and_who_verifies_needs_the_public_one_alone()
    {
        var path = Path.Combine(folder, "keys");
        Assert.Equal(File.ReadAllLines(path + AuditHeadKeys.PublicEnding), AuditHeadKeys.Read(path).PublicLines());
        Assert.True(AuditHeadKeys.ReadPublic(path + AuditHeadKeys.PublicEnding).HasSigned(keys.Current, "x"u8, keys.Sign("x"u8)));
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("may be read by others", Assert.Throws<SettingsRefused>(() => AuditHeadKeys.Read(path)).Message);
    }

    private AuditHeadKeys Keys(string name)
    {
        Ops.Audit.AuditKeys.Add(Path.Combine(folder, name));
        return AuditHeadKeys.Read(Path.Combine(folder, name));
    }

    private ExportAuditHeads Worker() =>
        new(database.Get<ActorDbs>(), new(Heads, keys, TimeSpan.FromMinutes(5)), database.Clock, NullLogger<ExportAuditHeads>.Instance);

    private async Task WriteAsync()
    {
        await using var db = await database.Get<ActorDbs>().OpenAsync(actor, default);
        await db.AuditAsync(new("something.done", "did something"), [], null, null, default);
        await db.CommitAsync(default);
    }

    private async Task<List<AuditHead>> InDatabaseAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var ask = source.CreateCommand(
            "select lane, seq, encode(head, 'hex') as hash from audit_lanes where seq > 0 order by lane"
        );
        await using var rows = await ask.ExecuteReaderAsync();
        return await rows.ListAsync<AuditHead>(default);
    }
}
