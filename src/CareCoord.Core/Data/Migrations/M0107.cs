using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data.Migrations;

[DbContext(typeof(CareCoordDb)), Migration("0107_unaccent")]
internal sealed class M0107 : SqlMigration;
