using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.CareTeams;

/// <summary>
/// Something that the care team takes care of, in the patient's words ("Getting walking again"), and the one member who leads in it.
/// </summary>
public sealed class CareConcern
{
    /// <summary>The most characters of a concern.</summary>
    public const int Longest = 80;

    /// <summary>What to do where it has no name.</summary>
    public const string SayWhat = "Name the concern in words the patient uses, like “Getting walking again”.";

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public string Concern { get; private set; } = "";

    /// <summary>Who leads; null where nobody was named. One who has left the team leads no more.</summary>
    public Guid? LeadMemberId { get; private set; }

    public DateTimeOffset Since { get; private set; }

    /// <summary>When it was closed; null while the team takes care of it.</summary>
    public DateTimeOffset? Until { get; private set; }

    public Category Labels { get; private set; }
    public uint RowVersion { get; private set; }

    /// <summary>Names something that the team takes care of from now on.</summary>
    internal static CareConcern Name(Guid patientId, Guid id, string? concern, CareTeamMember? lead, Category labels, DateTimeOffset now)
    {
        if ((labels & ~Category.Labels) != 0)
            throw new RuleBroken("Choose from the labels that are listed.");
        var named = new CareConcern
        {
            PatientId = patientId,
            Id = id,
            Concern = OneLine.Said(concern, SayWhat),
            Since = now,
            Labels = labels,
        };
        named.Lead(lead, now);
        return named;
    }

    /// <summary>Puts the lead into the hands of somebody who is on the team now, or of nobody.</summary>
    internal void Lead(CareTeamMember? lead, DateTimeOffset now)
    {
        if (Until is not null)
            throw new RuleBroken("This concern is closed. Name it anew if the team takes care of it again.");
        if (lead is not null && !lead.IsOn(now))
            throw new RuleBroken("Choose somebody who is on the team now.");
        LeadMemberId = lead?.Id;
    }

    /// <summary>The team no longer takes care of it.</summary>
    internal void Close(DateTimeOffset now)
    {
        if (Until is not null)
            throw new RuleBroken("This concern is closed already.");
        Until = now < Since ? Since : now;
    }
}

internal sealed class CareConcernMapping : IEntityTypeConfiguration<CareConcern>
{
    public void Configure(EntityTypeBuilder<CareConcern> concern)
    {
        concern.ToTable("care_concerns").HasKey(c => new { c.PatientId, c.Id });
        concern.HasOne<CareTeamMember>().WithMany().HasForeignKey(c => new { c.PatientId, c.LeadMemberId });
        concern.Property(c => c.RowVersion).IsRowVersion();
    }
}
