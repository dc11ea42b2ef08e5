using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data;

/// <summary>A migration whose text is the SQL file of its name in Data/Migrations; there is no way back but a restore.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttributes(typeof(MigrationAttribute), false).Cast<MigrationAttribute>().Single().Id;
        using var file = typeof(SqlMigration).Assembly.GetManifestResourceStream($"CareCoord.Data.Migrations.{id}.sql")
            ?? throw new InvalidOperationException($"The migration {id}.sql is missing.");
        using var reader = new StreamReader(file);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}

[DbContext(typeof(CareCoordDb)), Migration("0001_accounts")]
internal sealed class M0001 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0002_access")]
internal sealed class M0002 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0003_audit")]
internal sealed class M0003 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0004_people")]
internal sealed class M0004 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0005_treatment_plans")]
internal sealed class M0005 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0006_appointments")]
internal sealed class M0006 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0007_who_can_see")]
internal sealed class M0007 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0008_units_and_notifications")]
internal sealed class M0008 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0009_clinic_time")]
internal sealed class M0009 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0010_care_tasks")]
internal sealed class M0010 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0011_notices")]
internal sealed class M0011 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0012_care_teams")]
internal sealed class M0012 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0013_break_the_glass")]
internal sealed class M0013 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0014_caseloads")]
internal sealed class M0014 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0015_missing_deputies")]
internal sealed class M0015 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0016_tasks_by_their_acts")]
internal sealed class M0016 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0017_proxy_grants")]
internal sealed class M0017 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0018_invitations")]
internal sealed class M0018 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0019_previews_and_ends")]
internal sealed class M0019 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0020_legal_documents")]
internal sealed class M0020 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0021_documents_at_work")]
internal sealed class M0021 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0022_finding_documents")]
internal sealed class M0022 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0023_plans_are_kept")]
internal sealed class M0023 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0024_access_is_looked_up_once")]
internal sealed class M0024 : SqlMigration;

[DbContext(typeof(CareCoordDb)), Migration("0025_accepting_waits_for_the_audit")]
internal sealed class M0025 : SqlMigration;
