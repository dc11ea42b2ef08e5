using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data.Migrations;

[DbContext(typeof(CareCoordDb)), Migration("0102_files")]
internal sealed class M0102 : SqlMigration;
