using CareCoord.Testing;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>Every table of entries that are amended has the one shape, and is among those that the laws are tried on.</summary>
public sealed class AmendmentShapeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_table_of_amended_entries_is_tried_here_and_has_the_one_shape()
    {
        Assert.Equal(
            AmendedEntry.All.Select(entry => $"{entry.Table} {entry.Versions} {entry.Content}").Order(),
            await ListAsync(
                """
                select tgrelid::regclass || ' ' || replace(encode(trim(trailing '\x00'::bytea from tgargs), 'escape'), '\000', ' ')
                from pg_trigger where tgname = 'keep_version' order by 1
                """
            )
        );
        foreach (var entry in AmendedEntry.All)
        {
            Assert.Equal(
                [
                    "patient_id uuid",
                    "entry_id uuid",
                    "version integer",
                    "content jsonb",
                    "kind text",
                    "reason text",
                    "account_id uuid",
                    "hat text",
                    "for_account_id uuid",
                    "at timestamp with time zone",
                    "labels integer",
                ],
                await ListAsync(
                    $"""
                    select attname || ' ' || format_type(atttypid, null) from pg_attribute
                    where attrelid = '{entry.Versions}'::regclass and attnum > 0 and not attisdropped order by attnum
                    """
                )
            );
            Assert.Equal(
                [
                    $"FOREIGN KEY (patient_id, entry_id) REFERENCES {entry.Table}(patient_id, id)",
                    "PRIMARY KEY (patient_id, entry_id, version)",
                ],
                await ListAsync(
                    $"""
                    select pg_get_constraintdef(oid) from pg_constraint
                    where conrelid = '{entry.Versions}'::regclass and (contype = 'p' or confrelid = '{entry.Table}'::regclass) order by 1
                    """
                )
            );
            Assert.Equal(
                [
                    "amended_as text",
                    "amended_at timestamp with time zone",
                    "amended_by uuid",
                    "amended_for uuid",
                    "amendment_kind text",
                    "amendment_reason text",
                    "version integer",
                ],
                await ListAsync(
                    $"""
                    select attname || ' ' || format_type(atttypid, null) from pg_attribute
                    where attrelid = '{entry.Table}'::regclass and attname ~ '^(amend(ment|ed)_|version$)' order by 1
                    """
                )
            );
            Assert.Equal(
                ["first_version", "keep_version"],
                await ListAsync(
                    $"select tgname from pg_trigger where tgrelid = '{entry.Table}'::regclass and tgname ~ 'version$' order by 1"
                )
            );
            Assert.Equal(
                ["guard_version"],
                await ListAsync($"select tgname from pg_trigger where tgrelid = '{entry.Versions}'::regclass and not tgisinternal")
            );
            Assert.Equal(
                ["SELECT"],
                await ListAsync(
                    $"""
                    select privilege_type from information_schema.role_table_grants
                    where grantee = 'carecoord_app' and table_name = '{entry.Versions}'
                    """
                )
            );
            Assert.Equal(
                ["entry_id", "patient_id", "version"],
                await ListAsync(
                    $"""
                    select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indexrelid
                    where i.indrelid = '{entry.Versions}'::regclass and i.indisprimary order by 1
                    """
                )
            );
        }
    }

    private async Task<string[]> ListAsync(string sql) =>
        (await database.AsOwnerAsync<string[]>($"select array(select x::text from ({sql}) as found (x))"))!;
}
