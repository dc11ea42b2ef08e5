using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data.Migrations;

[DbContext(typeof(CareCoordDb)), Migration("0142_untold_doubles")]
internal sealed class M0142 : SqlMigration;
