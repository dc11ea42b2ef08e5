using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Shared;

namespace CareCoord.Web.Consents;

/// <summary>How much of one part is given.</summary>
public enum HowMuch
{
    None,
    View,
    Manage,
}

/// <summary>The patient's word, as their coordinator writes it down; patients themselves leave it empty.</summary>
public class WordForm
{
    public string? Said { get; set; }

    public DateOnly? SaidOn { get; set; }

    public WordHow? SaidHow { get; set; }

    /// <summary>The word that goes with the act; null where nothing of it was filled in.</summary>
    internal PatientsWord? Word => Said.Kept() is null && SaidOn is null && SaidHow is null ? null : new(Said, SaidOn, SaidHow);
}

/// <summary>An act on one version of something.</summary>
public sealed class CareTaskCommandForm : WordForm
{
    public uint Version { get; set; }
}

/// <summary>The parts of the record and the labels, as they are chosen; nothing is chosen before.</summary>
public class PartsForm : WordForm
{
    public HowMuch Plan { get; set; }

    public HowMuch Appointments { get; set; }

    public HowMuch Medications { get; set; }

    public HowMuch Results { get; set; }

    public HowMuch LegalDocuments { get; set; }

    public HowMuch Messages { get; set; }

    public HowMuch Story { get; set; }

    public bool Behavioural { get; set; }

    public bool Reproductive { get; set; }

    public bool SubstanceUse { get; set; }

    public bool Hiv { get; set; }

    public DateOnly? LastDay { get; set; }

    internal HowMuch Of(Category part) =>
        part switch
        {
            Category.Plan => Plan,
            Category.Appointments => Appointments,
            Category.Medications => Medications,
            Category.Results => Results,
            Category.LegalDocuments => LegalDocuments,
            Category.Messages => Messages,
            _ => Story,
        };

    internal bool Has(Category label) =>
        label switch
        {
            Category.Behavioural => Behavioural,
            Category.Reproductive => Reproductive,
            Category.SubstanceUse => SubstanceUse,
            _ => Hiv,
        };

    internal Category View =>
        GrantParts
            .Offered.Where(part => Of(part) is HowMuch.View or HowMuch.Manage)
            .Concat(GrantParts.Labels.Where(Has))
            .Aggregate(Category.None, (all, one) => all | one);

    internal Category Manage =>
        GrantParts.Offered.Where(part => Of(part) == HowMuch.Manage).Aggregate(Category.None, (all, one) => all | one);

    /// <summary>Fills the form with what a grant gives.</summary>
    protected void Take(Category view, Category manage)
    {
        HowMuch Much(Category part) =>
            manage.HasFlag(part) ? HowMuch.Manage
            : view.HasFlag(part) ? HowMuch.View
            : HowMuch.None;
        (Plan, Appointments, Medications, Results) = (
            Much(Category.Plan),
            Much(Category.Appointments),
            Much(Category.Medications),
            Much(Category.Results)
        );
        (LegalDocuments, Messages, Story) = (Much(Category.LegalDocuments), Much(Category.Messages), Much(Category.Story));
        (Behavioural, Reproductive, SubstanceUse, Hiv) = (
            view.HasFlag(Category.Behavioural),
            view.HasFlag(Category.Reproductive),
            view.HasFlag(Category.SubstanceUse),
            view.HasFlag(Category.Hiv)
        );
    }
}

/// <summary>Whom to invite, as somebody types it; <see cref="Look"/> only shows what they would see.</summary>
public sealed class InviteForm : PartsForm, IValidatableObject
{
    public string? Email { get; set; }

    [Sentence(ProxyInvitation.SayName, ProxyInvitation.LongestName)]
    public string? Name { get; set; }

    [Sentence(ProxyInvitation.SayRelationship, ProxyInvitation.LongestRelationship)]
    public string? Relationship { get; set; }

    public bool Look { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        !Look && ProxyInvitation.BrokenEmail(Email) is { } sentence ? [new(sentence, [nameof(Email)])] : [];
}

/// <summary>What a grant is to give from now on, over the version that was looked at.</summary>
public sealed class GrantForm : PartsForm
{
    public uint Version { get; set; }

    /// <summary>Whether they go on seeing who can see the record, where they do.</summary>
    public bool AccessHistory { get; set; }

    internal Category WholeView => View | (AccessHistory ? Category.AccessHistory : Category.None);

    internal static GrantForm Of(GrantView grant, DateOnly? lastDay)
    {
        var form = new GrantForm
        {
            Version = grant.Version,
            LastDay = lastDay,
            AccessHistory = grant.View.HasFlag(Category.AccessHistory),
        };
        form.Take(grant.View, grant.Manage);
        return form;
    }
}
