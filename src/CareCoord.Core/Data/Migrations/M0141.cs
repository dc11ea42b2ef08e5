using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data.Migrations;

[DbContext(typeof(CareCoordDb)), Migration("0141_sealed_links")]
internal sealed class M0141 : SqlMigration;
