using System.ComponentModel.DataAnnotations;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CareCoord.Web.LegalDocuments;

/// <summary>Shows a document page by page to its reviewer, who accepts or returns it.</summary>
public sealed partial class ReviewDocumentPage(
    LegalDocumentQueries queries,
    DocumentPageQueries pages,
    PageImages images,
    ReviewLegalDocument review,
    NavigationManager navigation
)
{
    private LegalDocumentView? view;
    private string? problem;
    private string? unseen;
    private bool asked;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [Parameter]
    public Guid PatientId { get; set; }

    [Parameter]
    public Guid DocumentId { get; set; }

    [SupplyParameterFromForm]
    private ReviewTyped Input { get; set; } = null!;

    private string Address => $"/patients/{PatientId}/documents/{DocumentId}";

    private int Number => Input.Page ?? 1;

    private IReadOnlyList<GrantOnDocument> Resting =>
        view!.Facts.Kind is DocumentKind.HealthCarePowerOfAttorney or DocumentKind.GuardianshipOrder ? view.Grants : [];

    protected override async Task OnInitializedAsync()
    {
        asked = Input is { Version: > 0 };
        var document = await queries.DocumentAsync(Viewer.Me.Actor, PatientId, DocumentId, CancellationToken.None);
        if (!document.May.Review)
            throw new NotFound();
        Input ??= new();
        Input.Version = Input.Version > 0 ? Input.Version : document.Version;
        unseen = await Sheet.TryAsync(
            images,
            (await pages.PageAsync(Viewer.Me.Actor, PatientId, DocumentId, Number, CancellationToken.None)).File,
            Number,
            null
        );
        view = document;
    }

    // Turning to another page is no verdict.
    private Task SubmitAsync(EditContext form) =>
        Input.Page is null && form.Validate()
            ? RunAsync(Input.Verdict!.Value, Input.Words, Input.Verdict == DocumentVerdict.Accept ? Input.Grants : [])
            : Task.CompletedTask;

    private async Task RunAsync(DocumentVerdict verdict, string? words, IReadOnlyList<Guid> grants)
    {
        problem = await Refusal.OfAsync(() =>
            review.RunAsync(Viewer.Me.Actor, new(PatientId, DocumentId, Input.Version, verdict, words, grants), CancellationToken.None)
        );
        if (problem is null)
            navigation.NavigateTo($"{Address}{(verdict == DocumentVerdict.TakeUp ? "/review" : "")}");
    }

    /// <summary>A verdict over the version that was looked at.</summary>
    public sealed class ReviewTyped : IValidatableObject
    {
        public uint Version { get; set; }

        [Required(ErrorMessage = "Choose whether to accept or to return it.")]
        public DocumentVerdict? Verdict { get; set; }

        [Sentence("", 2000, Optional = true)]
        public string? Words { get; set; }

        /// <summary>The page to look at next.</summary>
        public int? Page { get; set; }

        // A form without any ticked box brings none.
        public List<Guid> Grants
        {
            get;
            set => field = value ?? [];
        } = [];

        /// <summary>Whoever returns it says what to mend.</summary>
        public IEnumerable<ValidationResult> Validate(ValidationContext context)
        {
            if (Verdict == DocumentVerdict.Return && string.IsNullOrWhiteSpace(Words))
                yield return new("Say what to mend, in words that whoever handed it in understands.", [nameof(Words)]);
        }
    }
}
