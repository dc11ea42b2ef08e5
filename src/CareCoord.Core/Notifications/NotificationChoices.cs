using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Notifications;

/// <summary>What a person may choose about as one: several kinds of notification.</summary>
public enum NotificationTopic
{
    Tasks,

    /// <summary>What is due or late; always on in the portal.</summary>
    Reminders,

    /// <summary>Patients handed over, people who join or leave a care team.</summary>
    People,

    /// <summary>Who opened a record in an emergency; always on in the portal.</summary>
    Access,
}

/// <summary>When a mail says that there is something new.</summary>
public enum MailPace
{
    Never,
    AtOnce,
    Daily,
}

/// <summary>How one account is told of one topic; without a row it goes by the defaults of <c>app.notification_choices</c>.</summary>
public sealed class NotificationChoice
{
    private static readonly NotificationTopic[] AlwaysInPortal = [NotificationTopic.Reminders, NotificationTopic.Access];

    public Guid AccountId { get; private set; }
    public NotificationTopic Topic { get; private set; }
    public bool InPortal { get; private set; }
    public MailPace ByEmail { get; private set; }

    public static NotificationChoice Of(Guid accountId, NotificationTopic topic) => new() { AccountId = accountId, Topic = topic };

    /// <summary>Throws <see cref="RuleBroken"/> where a topic that nobody may miss would be off in the portal.</summary>
    public void Choose(bool inPortal, MailPace byEmail)
    {
        if (!inPortal && AlwaysInPortal.Contains(Topic))
            throw new RuleBroken(
                "What is late and who opened a record in an emergency is always shown in the portal, so that nobody misses it. Leave it on."
            );
        (InPortal, ByEmail) = (inPortal, byEmail);
    }
}

/// <summary>When mails come to one account, by the clock on its owner's wall.</summary>
public sealed class NotificationTimes
{
    /// <summary>
    /// The hours of a day that hold for patients and caregivers until they choose others: when no mail comes, and when the day's mail does.
    /// </summary>
    public const int QuietFromHour = 21;
    public const int QuietUntilHour = 8;
    public const int PatientHour = 9;

    /// <summary>When the day's mail comes to staff until they choose another hour.</summary>
    public const int StaffHour = 7;

    public Guid AccountId { get; private set; }

    /// <summary>No mail is sent from here…</summary>
    public TimeOnly? QuietFrom { get; private set; }

    /// <summary>…until here, which may be on the next day.</summary>
    public TimeOnly? QuietUntil { get; private set; }

    /// <summary>When the mail of the day is sent.</summary>
    public TimeOnly DailyAt { get; private set; }

    public static NotificationTimes Of(Guid accountId) => new() { AccountId = accountId };

    /// <summary>Throws <see cref="RuleBroken"/> where the quiet hours have one end only, or no length.</summary>
    public void Choose(TimeOnly? quietFrom, TimeOnly? quietUntil, TimeOnly dailyAt)
    {
        if (quietFrom is null != quietUntil is null)
            throw new RuleBroken("Quiet hours need a beginning and an end. Enter both, or none.");
        if (quietFrom is not null && quietFrom == quietUntil)
            throw new RuleBroken("Quiet hours that begin and end at the same time are none. Choose another end, or leave both empty.");
        (QuietFrom, QuietUntil, DailyAt) = (quietFrom, quietUntil, dailyAt);
    }
}

internal sealed class NotificationChoiceMapping : IEntityTypeConfiguration<NotificationChoice>, IEntityTypeConfiguration<NotificationTimes>
{
    public void Configure(EntityTypeBuilder<NotificationChoice> choice)
    {
        choice.ToTable("notification_choices").HasKey(c => new { c.AccountId, c.Topic });
        choice.Property(c => c.Topic).InSnakeCase();
        choice.Property(c => c.ByEmail).InSnakeCase();
    }

    public void Configure(EntityTypeBuilder<NotificationTimes> times)
    {
        times.ToTable("notification_times").HasKey(t => t.AccountId);
        times.Property(t => t.AccountId).ValueGeneratedNever();
    }
}
