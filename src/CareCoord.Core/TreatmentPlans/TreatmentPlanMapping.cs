using CareCoord.CareTeams;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.TreatmentPlans;

internal sealed class TreatmentPlanMapping : IEntityTypeConfiguration<TreatmentPlan>, IEntityTypeConfiguration<Problem>
{
    public void Configure(EntityTypeBuilder<TreatmentPlan> plan)
    {
        plan.ToTable("treatment_plans").HasKey(p => new { p.PatientId, p.Id });
        plan.Property(p => p.State).InSnakeCase();
        plan.Property(p => p.RowVersion).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Problem> problem)
    {
        problem.ToTable("problems").HasKey(p => new { p.PatientId, p.Id });
        problem.HasOne<TreatmentPlan>().WithMany().HasForeignKey(p => new { p.PatientId, p.PlanId });
        problem.Property(p => p.RowVersion).IsRowVersion();
    }
}

internal sealed class GoalMapping : IEntityTypeConfiguration<Goal>, IEntityTypeConfiguration<GoalReading>
{
    public void Configure(EntityTypeBuilder<Goal> goal)
    {
        goal.ToTable("goals").HasKey(g => new { g.PatientId, g.Id });
        goal.HasOne<TreatmentPlan>().WithMany().HasForeignKey(g => new { g.PatientId, g.PlanId });
        goal.HasOne<CareTeamMember>().WithMany().HasForeignKey(g => new { g.PatientId, g.OwnerMemberId });
        goal.Property(g => g.TargetIs)
            .HasConversion(
                side => side.HasValue ? SnakeCaseNames.Snake(side.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<TargetIs>(written)
            );
        goal.Property(g => g.RowVersion).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<GoalReading> reading) =>
        reading.ToTable("goal_readings").HasKey(r => new { r.PatientId, r.Id });
}

internal sealed class ActivityMapping : IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<ActivityTick>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activities").HasKey(a => new { a.PatientId, a.Id });
        activity.HasOne<TreatmentPlan>().WithMany().HasForeignKey(a => new { a.PatientId, a.PlanId });
        activity.HasOne<CareTeamMember>().WithMany().HasForeignKey(a => new { a.PatientId, a.OwnerMemberId });
        activity.Property(a => a.DoneBy).InSnakeCase();
        activity.Property(a => a.PartOfDay).InSnakeCase();
        activity.Property(a => a.RowVersion).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ActivityTick> tick) => tick.ToTable("activity_ticks").HasKey(t => new { t.PatientId, t.Id });
}
