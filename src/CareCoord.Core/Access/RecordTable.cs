using System.Numerics;

namespace CareCoord.Access;

/// <summary>
/// A table of patients' records: seen by whom may see one of these parts, changed by whom may manage one. A labelled one has a column
/// "labels" with the sensitivity labels that its reader needs besides; <paramref name="Key"/> is the column with the patient's id.
/// </summary>
/// <param name="PartColumn">The column that says to which of several parts a row belongs; null where all belong to one.</param>
public sealed record RecordTable(string Name, Category Part, bool Labelled = false, string Key = "patient_id", string? PartColumn = null)
{
    /// <summary>The column that names one of its rows where a notification is about it; null where nothing of it is said.</summary>
    public string? Title { get; init; }

    /// <summary>The row security that all such tables share, in the words of their policies file.</summary>
    internal string Policies()
    {
        var view = May("see", "view_bits");
        var manage = May("change", "manage_bits");
        return $"""
            alter table {Name} enable row level security;
            alter table {Name} force row level security;
            create policy owner on {Name} to carecoord_owner using (true) with check (true);
            create policy view on {Name} for select to carecoord_app using ({view});
            create policy add on {Name} for insert to carecoord_app with check ({manage});
            create policy change on {Name} for update to carecoord_app using ({manage})
                with check ({manage});
            create policy remove on {Name} for delete to carecoord_app using ({manage});

            """.ReplaceLineEndings("\n");
    }

    private string May(string verb, string bits)
    {
        var known = PartColumn is null
            ? $"\n    {In(Part)}"
            : "\n    (" + string.Join("\n    or ", Parts.Select(part => $"{PartColumn} = {{{{Category.{part}}}}} and {In(part)}")) + ")";
        return Labelled
            ? $"{known}\n    and (labels = 0 or exists (select from patient_access a"
                + $" where a.patient_id = {Name}.{Key} and a.{bits} & labels = labels))"
            : known;

        string In(Category part) => $"{Key} in (select unnest(app.may_{verb}({{{{Category.{part}}}}})))";
    }

    /// <summary>Its parts, one by one.</summary>
    public IEnumerable<Category> Parts => Enum.GetValues<Category>().Where(one => BitOperations.IsPow2((int)one) && Part.HasFlag(one));
}
