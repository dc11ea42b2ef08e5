using System.Text.RegularExpressions;
using CareCoord.Data;
using CareCoord.Testing;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Core.Tests.Access;

/// <summary>The database's own catalog: what holds patients' rows is guarded, and what is not was thought about.</summary>
public sealed partial class RowSecurityTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // A new table comes here only when it holds nothing of one patient, or when the app has no grant on it at all.
    private static readonly string[] WithoutRowSecurity =
    [
        "app.signing_key",
        "public.__EFMigrationsHistory",
        "public.account_claims",
        "public.account_hats",
        "public.account_logins",
        "public.account_tokens",
        "public.account_used_codes",
        "public.accounts",
        "public.applied_sql",
        "public.audit_entries",
        "public.audit_lanes",
        "public.business_hours",
        "public.holidays",
        "public.invitation_tries",
        "public.mail_wishes",
        "public.notification_kinds",
        "public.organisation_units",
        "public.organisations",
        "public.outbox_mails",
        "public.person_searches",
        "public.providers",
        "public.sent_forms",
        "public.sign_in_sessions",
        "public.unit_members",
    ];

    [Fact]
    public async Task Every_table_with_a_patient_id_and_the_patients_have_forced_row_security_and_an_owner_policy()
    {
        var unguarded = await ListAsync(
            """
            select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('public', 'app') and c.relkind in ('r', 'p')
              and (c.relname = 'patients' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'patient_id'
                                                       and not a.attisdropped))
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (
                  select from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname and p.roles = '{carecoord_owner}'
                                              and p.cmd = 'ALL' and p.qual = 'true' and p.with_check = 'true'))
            """
        );

        Assert.Empty(unguarded);
    }

    [Fact]
    public async Task Every_entity_of_a_patient_is_mapped_to_a_table_with_forced_row_security()
    {
        await using var db = await database.Get<IDbContextFactory<CareCoordDb>>().CreateDbContextAsync();
        var tables = db
            .Model.GetEntityTypes()
            .Where(e => e.GetTableName() == "patients" || e.FindProperty("PatientId") is not null)
            .Select(e => e.GetTableName()!)
            .Order()
            .ToArray();
        var forced = await ListAsync("select relname from pg_class where relrowsecurity and relforcerowsecurity");

        Assert.Contains("treatment_plans", tables);
        Assert.Empty(tables.Except(forced));
    }

    [Fact]
    public async Task A_table_without_row_security_was_thought_about() =>
        Assert.Equal(
            WithoutRowSecurity,
            await ListAsync(
                """
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p')
                  and not (c.relrowsecurity and c.relforcerowsecurity)
                """
            )
        );

    [Fact]
    public async Task Nothing_shows_rows_past_row_security() =>
        Assert.Empty(
            await ListAsync(
                """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('public', 'app') and c.relkind in ('v', 'm', 'f')
                """
            )
        );

    [Fact]
    public async Task Every_policy_of_the_app_asks_who_is_asking() =>
        Assert.Empty(
            await ListAsync(
                """
                select tablename || ': ' || policyname from pg_policies
                where roles <> '{carecoord_owner}'
                  and (roles <> '{carecoord_app}'
                       or coalesce(qual, '') || coalesce(with_check, '')
                          !~ 'patient_access|app\.(may_see|may_change)\(|app\.(actor_id|actor_bases|my_units|is_worker)\(\)'
                       or (cmd in ('INSERT', 'UPDATE', 'ALL') and with_check is null) or (cmd <> 'INSERT' and qual is null))
                """
            )
        );

    [Fact]
    public async Task No_policy_compares_a_row_with_each_patient_of_whom_the_asker_sees_a_part() =>
        Assert.Empty(
            await ListAsync(
                """
                select tablename || ': ' || policyname from pg_policies
                where coalesce(qual, '') || coalesce(with_check, '')
                    ~ '= ANY \(ARRAY\(\s*SELECT a\.patient_id\s+FROM patient_access a\s+WHERE \(\(a\.(view|manage)_bits'
                """
            )
        );

    [Fact]
    public async Task Every_foreign_key_between_rows_of_patients_names_the_patient() =>
        Assert.Empty(
            await ListAsync(
                """
                select k.conname
                from pg_constraint k
                join pg_attribute f on f.attrelid = k.conrelid and f.attname = 'patient_id'
                join pg_attribute t on t.attrelid = k.confrelid
                    and t.attname = case when k.confrelid = 'patients'::regclass then 'id' else 'patient_id' end
                where k.contype = 'f' and array_position(k.conkey, f.attnum) is distinct from array_position(k.confkey, t.attnum)
                """
            )
        );

    [Fact]
    public async Task Every_table_with_a_patient_id_refers_to_the_patients() =>
        Assert.Equal(
            ["audit_subjects"],
            await ListAsync(
                """
                select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'patient_id'
                where c.relkind in ('r', 'p') and not exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
                                                                  and k.confrelid = 'patients'::regclass and k.conkey = array[a.attnum])
                """
            )
        );

    [Fact]
    public async Task Every_function_is_the_owners_pins_its_search_path_and_is_nobodys_by_default()
    {
        const string Ours = """
            from pg_proc f join pg_namespace n on n.oid = f.pronamespace
            where n.nspname in ('public', 'app') and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
            """;
        Assert.Empty(await ListAsync($"select f.proname {Ours} and has_function_privilege('public', f.oid, 'execute')"));
        Assert.Empty(await ListAsync($"select f.proname {Ours} and f.proowner <> 'carecoord_owner'::regrole"));
        Assert.Empty(
            await ListAsync(
                $"""
                select f.proname {Ours} and f.prosecdef
                  and not coalesce(f.proconfig && array['search_path=pg_catalog, pg_temp', 'search_path=pg_catalog, public, pg_temp'],
                                   false)
                """
            )
        );
        Assert.Equal(
            Functions(),
            await ListAsync($"select f.proname {Ours} and has_function_privilege('carecoord_app', f.oid, 'execute')")
        );
    }

    [Fact]
    public async Task No_function_is_planned_anew_at_each_call() =>
        Assert.Empty(
            await ListAsync(
                """
                select p.proname from pg_proc p join pg_language l on l.oid = p.prolang
                where p.pronamespace = 'app'::regnamespace and l.lanname = 'sql' and (p.prosecdef or p.proconfig is not null)
                  and p.prorettype <> 'void'::regtype
                """
            )
        );

    [Fact]
    public async Task The_app_owns_nothing_and_has_these_rights_only()
    {
        Assert.Empty(
            await ListAsync(
                "select classid::regclass || ' ' || objid from pg_shdepend where refobjid = 'carecoord_app'::regrole and deptype = 'o'"
            )
        );
        Assert.Equal(
            Powers(),
            await ListAsync(
                """
                select table_name || ': ' || string_agg(privilege_type, ' ' order by privilege_type)
                from information_schema.role_table_grants
                where grantee in ('carecoord_app', 'PUBLIC') and table_schema in ('public', 'app') group by table_name
                """
            )
        );
        // Rows of patients are taken away by the database's own functions, or these, which their users may take back.
        Assert.Equal(
            [
                "activity_ticks",
                "care_task_attachments",
                "care_task_rungs",
                "care_task_watchers",
                "legal_document_agents",
                "legal_documents",
            ],
            await ListAsync(
                """
                select g.table_name from information_schema.role_table_grants g
                where g.grantee = 'carecoord_app' and g.privilege_type in ('DELETE', 'TRUNCATE')
                  and exists (select from information_schema.columns c where c.table_name = g.table_name and c.column_name = 'patient_id')
                """
            )
        );
        Assert.Empty(
            await ListAsync(
                """
                select table_name || '.' || column_name from information_schema.column_privileges
                where grantee = 'PUBLIC' and table_schema = 'public'
                """
            )
        );
    }

    // What the files of the features grant to the app, each in the file of the thing itself.
    private static string[] Functions() =>
        [
            .. SqlFiles
                .Objects.SelectMany(file => FunctionGrant().Matches(file.Text))
                .Select(match => match.Groups[1].Value)
                .Order(StringComparer.Ordinal),
        ];

    // What is granted for some columns only is not granted for the table.
    private static string[] Powers() =>
        [
            .. (
                from file in SqlFiles.Objects
                from Match grant in TableGrant().Matches(file.Text)
                let verbs = OfColumns()
                    .Replace(grant.Groups[1].Value, "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                where verbs.Length > 0
                let power = $"{grant.Groups[2].Value}: "
                    + $"{string.Join(' ', verbs.Select(verb => verb.ToUpperInvariant()).Order(StringComparer.Ordinal))}"
                select power
            ).Order(StringComparer.Ordinal),
        ];

    private async Task<string[]> ListAsync(string sql)
    {
        var list = await database.AsOwnerAsync<string[]>($"select array(select x::text from ({sql}) as found (x))");
        return [.. list!.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^grant execute on function app\.(\w+)\([^)]*\)\s+to carecoord_app;", RegexOptions.Multiline)]
    private static partial Regex FunctionGrant();

    [GeneratedRegex(@"^grant ([^;]*?) on (\w+) to carecoord_app;", RegexOptions.Multiline)]
    private static partial Regex TableGrant();

    [GeneratedRegex(@"\w+ \([^)]*\)")]
    private static partial Regex OfColumns();
}
