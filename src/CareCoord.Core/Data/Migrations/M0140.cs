using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Data.Migrations;

[DbContext(typeof(CareCoordDb)), Migration("0140_patient_stories")]
internal sealed class M0140 : SqlMigration;
