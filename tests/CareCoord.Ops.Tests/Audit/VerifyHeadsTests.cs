using System.Text.Json;
using CareCoord.Audit;
using CareCoord.Ops.Audit;

namespace CareCoord.Ops.Tests.Audit;

/// <summary>The exported heads are believed only as far as they are signed and continue each other.</summary>
public sealed class VerifyHeadsTests(AuditedDatabase database) : IClassFixture<AuditedDatabase>, IAsyncLifetime
{
    private AuditedCopy copy = null!;

    public async Task InitializeAsync()
    {
        copy = await AuditedCopy.OfAsync(database);
        for (var i = 0; i < 3; i++)
        {
            await copy.WriteAsync();
            await copy.ExportAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_export_that_was_removed_from_among_others_is_missed()
    {
        copy.Lines = [copy.Lines[0], copy.Lines[2]];

        Assert.Matches("exports are missing between export 1 of .* and export 3 of ", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task The_first_exports_are_missed()
    {
        copy.Lines = copy.Lines[1..];

        Assert.Matches("the exports before export 2 of .* are gone", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task The_newest_exports_are_missed_where_much_was_written_since()
    {
        copy.Clock.Advance(TimeSpan.FromHours(3));
        await copy.WriteAsync();
        await copy.ExportAsync();
        Assert.Empty(await copy.VerifyAsync());

        copy.Lines = copy.Lines[..^1];

        Assert.Matches(
            "^The newest heads are export 3 of .*, and entries were written until .*: exports have stopped, or the newest were removed",
            Assert.Single(await copy.VerifyAsync())
        );
    }

    [Fact]
    public async Task Without_any_export_nothing_is_called_whole()
    {
        Directory.Delete(copy.Heads, recursive: true);

        Assert.StartsWith("There are no exported heads in ", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task A_head_that_was_changed_is_named_as_forged()
    {
        copy.Lines = [copy.Lines[0], copy.Lines[1].Replace("\"seq\":", "\"seq\":1", StringComparison.Ordinal), copy.Lines[2]];

        Assert.Matches(
            "export 2 of .* was not signed by the key .*: it is forged, or was changed",
            Assert.Single(await copy.VerifyAsync())
        );
    }

    [Fact]
    public async Task A_signature_of_another_export_is_none()
    {
        var parts = copy.Lines.Select(line => line.Split(' ')).ToArray();
        (parts[1][2], parts[2][2]) = (parts[2][2], parts[1][2]);
        copy.Lines = [.. parts.Select(line => string.Join(' ', line))];

        Assert.Matches("export 2 of .* was not signed by the key", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task Heads_that_somebody_else_has_signed_are_not_believed_under_any_name()
    {
        var path = copy.Public + ".other";
        AuditKeys.Add(path);
        var other = AuditHeadKeys.Read(path);
        var export = AuditExport.Of(copy.Lines[2])!;
        var forged = new AuditExport(4, export.At, AuditExport.HashOf(copy.Lines[2]), export.Heads).Sign(other);

        copy.Lines = [.. copy.Lines, forged];
        Assert.Matches(
            $"export 4 of .* names the key {other.Current}, which is none of the public keys",
            Assert.Single(await copy.VerifyAsync())
        );

        copy.Lines = [.. copy.Lines[..3], forged.Replace(other.Current, export.Key, StringComparison.Ordinal)];
        Assert.Matches("export 4 of .* was not signed by the key", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task A_whole_series_that_was_signed_anew_is_not_believed_by_whoever_has_a_copy_of_the_public_key()
    {
        var kept = copy.Public + ".kept";
        File.Copy(copy.Public, kept);
        Assert.Empty(await copy.VerifyAsync(kept));
        var path = copy.Public + ".other";
        AuditKeys.Add(path);
        File.Copy(path + AuditHeadKeys.PublicEnding, copy.Public, overwrite: true);
        var other = AuditHeadKeys.Read(path);
        var previous = "";
        copy.Lines =
        [
            .. copy.Lines.Select(line =>
            {
                var export = AuditExport.Of(line)!;
                var forged = new AuditExport(export.Number, export.At, previous, export.Heads).Sign(other);
                previous = AuditExport.HashOf(forged);
                return forged;
            }),
        ];

        Assert.Empty(await copy.VerifyAsync());
        Assert.Contains("which is none of the public keys", Assert.Single(await copy.VerifyAsync(kept)));
    }

    [Fact]
    public async Task After_a_key_was_added_what_the_former_signed_is_believed_and_the_new_one_continues_it()
    {
        var file = copy.Public[..^AuditHeadKeys.PublicEnding.Length];
        AuditKeys.Add(file);
        var newer = copy.With(await copy.AskAsync("select current_database()"));
        await newer.WriteAsync();

        var export = (await newer.ExportAsync())!;

        Assert.Equal(AuditHeadKeys.Read(file).Current, AuditExport.Of(newer.Lines[^1])!.Key);
        Assert.Equal(4, export.Number);
        Assert.NotEqual(AuditExport.Of(newer.Lines[0])!.Key, AuditExport.Of(newer.Lines[^1])!.Key);
        Assert.Empty(await newer.VerifyAsync());
    }

    [Fact]
    public async Task The_unsigned_file_of_an_earlier_version_is_compared_once_and_then_superseded()
    {
        await OldFileAsync();

        Assert.Empty(await copy.VerifyAsync());

        Assert.False(File.Exists(copy.Unsigned));
        Assert.True(File.Exists(copy.Unsigned + ".superseded"));
        Assert.Empty(await copy.VerifyAsync());
    }

    [Fact]
    public async Task The_unsigned_file_still_tells_what_does_not_fit()
    {
        await OldFileAsync();
        var heads = JsonSerializer.Deserialize<List<AuditHead>>(await File.ReadAllTextAsync(copy.Unsigned))!;
        heads[0] = heads[0] with { Hash = new string('0', 64) };
        await File.WriteAllTextAsync(copy.Unsigned, JsonSerializer.Serialize(heads) + "\n");

        Assert.Contains("it is not the entry that stood there when audit-heads.jsonl was written", Assert.Single(await copy.VerifyAsync()));
        Assert.True(File.Exists(copy.Unsigned));
    }

    // As earlier versions wrote it.
    private async Task OldFileAsync() =>
        await File.WriteAllTextAsync(
            copy.Unsigned,
            await copy.AskAsync(
                """
                select json_agg(json_build_object('Lane', lane, 'Seq', seq, 'Hash', encode(head, 'hex')) order by lane)::text
                from audit_lanes where seq > 0
                """
            ) + "\n"
        );
}
