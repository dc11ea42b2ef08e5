using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data;

/// <summary>A migration whose text is the SQL file of its name in Data/Migrations; there is no way back but a restore.</summary>
public abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var id = GetType().GetCustomAttributes(typeof(MigrationAttribute), false).Cast<MigrationAttribute>().Single().Id;
        migrationBuilder.Sql(
            SqlFiles.Migrations.SingleOrDefault(file => file.Path == id)?.Text
                ?? throw new InvalidOperationException($"The migration {id}.sql is missing.")
        );
    }
}

[DbContext(typeof(CareCoordDb)), Migration("0100_baseline")]
internal sealed class M0100 : SqlMigration;
