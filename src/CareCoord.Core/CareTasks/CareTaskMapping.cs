using CareCoord.Amendments;
using CareCoord.CareTeams;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.CareTasks;

internal sealed class CareTaskMapping : IEntityTypeConfiguration<CareTask>, IEntityTypeConfiguration<CareTaskEntry>
{
    public void Configure(EntityTypeBuilder<CareTask> task)
    {
        task.ToTable("care_tasks").HasKey(t => new { t.PatientId, t.Id });
        task.Property(t => t.About).InSnakeCase();
        task.Property(t => t.Priority).InSnakeCase();
        task.Property(t => t.State).InSnakeCase();
        task.Property(t => t.OwnerHat).InSnakeCase();
        task.Property(t => t.AskedHat)
            .HasConversion(
                hat => hat.HasValue ? SnakeCaseNames.Snake(hat.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<Access.Hat>(written)
            );
        task.Property(t => t.AskedRole)
            .HasConversion(
                role => role.HasValue ? SnakeCaseNames.Snake(role.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<TeamRole>(written)
            );
        task.Property(t => t.StateReason)
            .HasConversion(
                reason => reason.HasValue ? SnakeCaseNames.Snake(reason.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<TaskReason>(written)
            );
        task.IsAmended(t => t.Version);
        task.Property(t => t.RowVersion).IsRowVersion();
        // Made by the database, for its lists.
        task.Property<DateTimeOffset>("DueKey").ValueGeneratedOnAddOrUpdate();
        task.Property<short>("Urgency").ValueGeneratedOnAddOrUpdate();
        task.Property<Guid?>("HolderAccountId").ValueGeneratedOnAddOrUpdate();
    }

    public void Configure(EntityTypeBuilder<CareTaskEntry> act)
    {
        act.ToTable("care_task_entries").HasKey(a => new { a.PatientId, a.Id });
        act.HasOne<CareTask>().WithMany().HasForeignKey(a => new { a.PatientId, a.TaskId });
        act.Property(a => a.Action).InSnakeCase();
        act.Property(a => a.State).InSnakeCase();
        act.Property(a => a.Hat).InSnakeCase();
        act.Property(a => a.Reason)
            .HasConversion(
                reason => reason.HasValue ? SnakeCaseNames.Snake(reason.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<TaskReason>(written)
            );
        act.Property(a => a.Told)
            .HasConversion(
                told => told.HasValue ? SnakeCaseNames.Snake(told.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<EscalationAudience>(written)
            );
        act.IsAmended(a => a.Version);
        act.Ignore(a => a.HoldsOwnWords);
    }
}

internal sealed class CareTaskPartsMapping
    : IEntityTypeConfiguration<CareTaskStep>,
        IEntityTypeConfiguration<CareTaskWatcher>,
        IEntityTypeConfiguration<CareTaskAttachment>,
        IEntityTypeConfiguration<CareTaskRung>
{
    public void Configure(EntityTypeBuilder<CareTaskStep> step)
    {
        step.ToTable("care_task_steps").HasKey(s => new { s.PatientId, s.Id });
        step.HasOne<CareTask>().WithMany().HasForeignKey(s => new { s.PatientId, s.TaskId });
        step.Property(s => s.RowVersion).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CareTaskWatcher> watcher)
    {
        watcher.ToTable("care_task_watchers").HasKey(w => new { w.PatientId, w.Id });
        watcher.HasOne<CareTask>().WithMany().HasForeignKey(w => new { w.PatientId, w.TaskId });
        watcher.Property(w => w.Hat).InSnakeCase();
    }

    public void Configure(EntityTypeBuilder<CareTaskAttachment> attachment)
    {
        attachment.ToTable("care_task_attachments").HasKey(a => new { a.PatientId, a.Id });
        attachment.HasOne<StoredFile>().WithMany().HasForeignKey(a => new { a.PatientId, a.FileId });
        attachment.HasOne<CareTask>().WithMany().HasForeignKey(a => new { a.PatientId, a.TaskId });
    }

    public void Configure(EntityTypeBuilder<CareTaskRung> rung)
    {
        rung.ToTable("care_task_rungs").HasKey(r => new { r.PatientId, r.Id });
        rung.HasOne<CareTask>().WithMany().HasForeignKey(r => new { r.PatientId, r.TaskId });
        rung.Property(r => r.Clock).InSnakeCase();
        rung.Property(r => r.Rung).InSnakeCase();
    }
}
