using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Notifications;

/// <summary>Something that one person is told under one of their hats; it holds no content, only what it is about.</summary>
public sealed class Notification
{
    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public NotificationKind Kind { get; private set; } = null!;

    /// <summary>The patient it is about; whoever may no longer see them no longer sees the notification.</summary>
    public Guid? PatientId { get; private set; }

    /// <summary>The care task, member, act, legal document or account that it is about.</summary>
    public Guid? SubjectId { get; private set; }

    public Guid CausedBy { get; private set; }
    public DateTimeOffset At { get; private set; }
    public DateTimeOffset? ReadAt { get; private set; }
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.ToTable("notifications");
        notification.Property(n => n.Hat).InSnakeCase();
        notification.Property(n => n.Kind).HasConversion(kind => kind.Name, name => NotificationKind.Of(name));
    }
}

/// <summary>Tells people what happened, in the transaction in which it happens.</summary>
internal static class NotifyExtensions
{
    /// <summary>Tells one account under one hat; nobody is told of what they did themselves.</summary>
    public static Task NotifyAsync(
        this ActorDb db,
        Guid account,
        Hat hat,
        NotificationKind kind,
        Guid? patientId,
        Guid? subjectId,
        CancellationToken cancel
    ) => db.ExecuteAsync($"select app.add_notification({account}, {hat.Snake()}, {kind.Name}, {patientId}, {subjectId})", cancel);

    /// <summary>Tells many people at once, each under one of their hats.</summary>
    public static Task NotifyAsync(this ActorDb db, IReadOnlyList<NotificationDraft> told, CancellationToken cancel)
    {
        if (told.Count == 0)
            return Task.CompletedTask;
        var accounts = told.Select(t => t.Account).ToArray();
        var hats = told.Select(t => t.Hat.Snake()).ToArray();
        var kinds = told.Select(t => t.Kind.Name).ToArray();
        var patients = told.Select(t => t.PatientId).ToArray();
        var subjects = told.Select(t => t.SubjectId).ToArray();
        return db.ExecuteAsync(
            $"""
            select app.add_notification(t.account, t.hat, t.kind, t.patient, t.subject)
            from unnest({accounts}, {hats}, {kinds}, {patients}, {subjects}) as t (account, hat, kind, patient, subject)
            """,
            cancel
        );
    }
}

/// <summary>Who is told of what.</summary>
internal sealed record NotificationDraft(Guid Account, Hat Hat, NotificationKind Kind, Guid PatientId, Guid SubjectId);
