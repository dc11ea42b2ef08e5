using CareCoord.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Patients;

/// <summary>What a patient says of themselves: a part of their health story, which not everybody sees.</summary>
public sealed class PatientStory
{
    /// <summary>
    /// It is the person's life, and nothing of care: of all parts, the one that patients open where they want their story known.
    /// </summary>
    public const Category Part = Category.Story;

    public Guid PatientId { get; private set; }

    /// <summary>In the patient's own words, in one line.</summary>
    public string MattersToMe { get; private set; } = "";

    /// <summary>What matters to a patient <c>p</c>, as a column; null where there is nothing, or nothing that the asker may see.</summary>
    internal const string Column = "(select s.matters_to_me from patient_stories s where s.patient_id = p.id) as matters_to_me";
}

internal sealed class PatientStoryMapping : IEntityTypeConfiguration<PatientStory>
{
    public void Configure(EntityTypeBuilder<PatientStory> story) => story.ToTable("patient_stories").HasKey(s => s.PatientId);
}
