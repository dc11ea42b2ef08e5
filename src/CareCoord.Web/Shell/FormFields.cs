using Microsoft.AspNetCore.Components.Forms;

namespace CareCoord.Web.Shell;

/// <summary>The fields of a form in the order they stand in, so that all that is wrong can be named at its top.</summary>
public sealed class FormFields(EditContext form)
{
    private readonly List<NamedField> fields = [];

    /// <summary>A field was named that was not known, or something else is wrong with one.</summary>
    public event Action? Changed;

    /// <summary>Names a field.</summary>
    public void Name(NamedField field)
    {
        var at = fields.FindIndex(known => known.Id == field.Id);
        if (at >= 0 && fields[at] == field)
            return;
        if (at >= 0)
            fields[at] = field;
        else
            fields.Add(field);
        Changed?.Invoke();
    }

    /// <summary>What is wrong, field by field; what belongs to no field that is shown stands last, without an id.</summary>
    public List<FormFault> Faults()
    {
        var named = fields.SelectMany(field => Of(field).Select(sentence => new FormFault(field.Id, field.Label, sentence))).ToList();
        var others = form.GetValidationMessages().Except(named.Select(fault => fault.Sentence));
        return [.. named, .. others.Select(sentence => new FormFault(null, null, sentence))];
    }

    private IEnumerable<string> Of(NamedField field) =>
        field.Problem is { } problem ? [problem]
        : field.Field is { } of ? form.GetValidationMessages(of)
        : [];
}

/// <summary>A field of a form.</summary>
/// <param name="Id">The id of its input.</param>
/// <param name="Field">What the form's validation knows it by, if any.</param>
/// <param name="Problem">What is wrong with it, where no validation says so.</param>
public sealed record NamedField(string Id, string Label, FieldIdentifier? Field, string? Problem = null);

/// <summary>One thing that is wrong in a form, and where.</summary>
public sealed record FormFault(string? Id, string? Label, string Sentence);
