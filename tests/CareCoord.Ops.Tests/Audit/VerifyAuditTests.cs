namespace CareCoord.Ops.Tests.Audit;

/// <summary>`carecoord verify` on a real audit, against whoever owns the database and whoever reaches the folder of the heads.</summary>
public sealed class VerifyAuditTests(AuditedDatabase database) : IClassFixture<AuditedDatabase>, IAsyncLifetime
{
    // A whole chain made anew, each hash right, by a function of whoever does it.
    private const string MadeAnew = """
        update audit_entries set action = 'nothing.happened';
        do $$
        declare
            one record;
            entry audit_entries;
            last bytea;
        begin
            for one in select l.lane from audit_lanes l loop
                last := '';
                for entry in select * from audit_entries e where e.lane = one.lane order by e.seq loop
                    entry.previous := last;
                    last := app.audit_hash(entry, array(select s.patient_id from audit_subjects s where s.audit_id = entry.id order by 1));
                    update audit_entries e set previous = entry.previous, hash = last where e.id = entry.id;
                end loop;
                update audit_lanes l set head = last where l.lane = one.lane;
            end loop;
        end $$
        """;

    private const string WithoutTheNewest = """
        delete from audit_entries e using audit_lanes l where e.lane = l.lane and e.seq = l.seq and l.seq > 1;
        update audit_lanes l set seq = e.seq, head = e.hash
        from (select distinct on (lane) lane, seq, hash from audit_entries order by lane, seq desc) e where e.lane = l.lane
        """;

    private AuditedCopy copy = null!;

    public async Task InitializeAsync()
    {
        copy = await AuditedCopy.OfAsync(database);
        await copy.WriteAsync();
        await copy.ExportAsync();
        await copy.WriteAsync();
        await copy.ExportAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_whole_audit_is_whole_also_while_it_is_written() => Assert.Empty(await copy.VerifyAsync());

    [Theory]
    [InlineData("update audit_entries set action = 'nothing.happened' where ID", "it was changed after it was written")]
    [InlineData("update audit_entries set at = 'infinity' where ID", "it was changed after it was written")]
    [InlineData("update audit_entries set hash = previous where ID", "it was changed after it was written")]
    [InlineData("insert into audit_subjects select id, id from audit_entries where ID", "it was changed after it was written")]
    [InlineData("delete from audit_entries where ID", "an entry before it is missing")]
    public async Task An_entry_that_was_edited_is_named(string tampering, string problem)
    {
        var (lane, seq, id) = await SomeEntryAsync();

        await copy.TamperAsync(tampering.Replace("ID", $"id = '{id}'", StringComparison.Ordinal));

        var said = Assert.Single(await copy.VerifyAsync());
        Assert.StartsWith($"Lane {lane}, entry {(problem.StartsWith("an entry", StringComparison.Ordinal) ? seq + 1 : seq)} (", said);
        Assert.Contains(problem, said);
    }

    [Theory]
    [InlineData("create or replace function app.audit_hash(e audit_entries, subjects uuid[]) returns bytea language sql return e.hash")]
    [InlineData("drop function app.audit_hash")]
    [InlineData(
        "create function public.sha256(bytea) returns bytea language sql return '\\x00'::bytea; "
            + "alter role carecoord_owner set search_path = public, pg_catalog"
    )]
    [InlineData(
        "create function public.isfinite(timestamptz) returns boolean language sql return false; "
            + "alter role carecoord_owner in database DATABASE set search_path = public, pg_catalog"
    )]
    [InlineData("create policy nothing on audit_entries for select using (false); alter table audit_entries enable row level security")]
    public async Task No_function_or_setting_of_the_database_is_believed(string emptied)
    {
        var (lane, seq, id) = await SomeEntryAsync();
        await copy.TamperAsync(emptied.Replace("DATABASE", await copy.AskAsync("select current_database()"), StringComparison.Ordinal));
        try
        {
            Assert.Empty(await copy.VerifyAsync());

            await copy.TamperAsync($"update audit_entries set action = 'nothing.happened' where id = '{id}'");

            Assert.Contains($"Lane {lane}, entry {seq} ({id}): it was changed", Assert.Single(await copy.VerifyAsync()));
        }
        finally
        {
            await copy.TamperAsync("alter role carecoord_owner reset all");
        }
    }

    [Theory]
    [InlineData("audit_entries")]
    [InlineData("audit_subjects")]
    [InlineData("audit_lanes")]
    public async Task A_view_in_the_place_of_a_table_is_named(string table)
    {
        await copy.TamperAsync(
            $"alter table {table} rename to kept; create view {table} as select * from kept; grant select on {table} to carecoord_owner"
        );

        Assert.Equal(
            [$"{table} is not the table that this version of CareCoord knows: something else stands in its place."],
            await copy.VerifyAsync()
        );
    }

    [Fact]
    public async Task A_table_whose_columns_write_themselves_in_another_way_is_named()
    {
        await copy.TamperAsync("create domain public.said as text; alter table audit_entries alter column action type public.said");

        Assert.StartsWith("audit_entries is not the table", Assert.Single(await copy.VerifyAsync()));
    }

    [Fact]
    public async Task The_newest_entries_are_missed_where_the_lane_knows_of_them()
    {
        await copy.TamperAsync("delete from audit_entries e using audit_lanes l where e.lane = l.lane and e.seq = l.seq");

        Assert.All(await copy.VerifyAsync(), said => Assert.Contains("the newest entries of the lane are missing", said));
    }

    [Fact]
    public async Task The_newest_entries_are_missed_by_the_heads_where_the_lane_was_made_to_forget_them()
    {
        await copy.TamperAsync(WithoutTheNewest);

        var said = await copy.VerifyAsync();

        Assert.All(
            said.SkipLast(1),
            one => Assert.Matches(@"^Lane \d+, entry \d+: it is missing, with all after .* it was there when export [12] of ", one)
        );
        Assert.Matches("^The database is older than export 2 of .*: it was restored from a backup", said[^1]);
    }

    [Fact]
    public async Task A_database_restored_from_an_earlier_backup_is_told_as_such_and_still_when_it_went_on()
    {
        var backup = copy.With(await copy.CopyAsync());
        await copy.WriteAsync();
        await copy.ExportAsync();

        Assert.Matches("^The database is older than export 3 of .*: it was restored from a backup", (await backup.VerifyAsync())[^1]);

        await backup.WriteAsync(80);
        Assert.Contains(
            await backup.VerifyAsync(),
            one => one.Contains("is not the entry that stood there when export 3 of ", StringComparison.Ordinal)
        );
        await Assert.ThrowsAnyAsync<Exception>(backup.ExportAsync);
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_does_not_fit_the_heads()
    {
        await copy.TamperAsync(MadeAnew);

        var said = await copy.VerifyAsync();

        Assert.NotEmpty(said);
        Assert.All(said, one => Assert.Matches(@"entry \d+ \(.*\): it is not the entry that stood there when export \d of ", one));
    }

    private async Task<(int Lane, long Seq, Guid Id)> SomeEntryAsync()
    {
        // With one after it in its lane.
        var found = (
            await copy.AskAsync(
                """
                select e.lane || ' ' || e.seq || ' ' || e.id from audit_entries e join audit_lanes l using (lane)
                where e.seq < l.seq order by e.seq desc, e.lane limit 1
                """
            )
        ).Split(' ');
        return (
            int.Parse(found[0], System.Globalization.CultureInfo.InvariantCulture),
            long.Parse(found[1], System.Globalization.CultureInfo.InvariantCulture),
            Guid.Parse(found[2])
        );
    }
}
