using CareCoord.Caseloads;

namespace CareCoord.Web.Caseloads;

/// <summary>A row of the grid, the same one as long as the person is on the page: what the browser holds of it stays.</summary>
internal sealed class CaseloadEntry(CaseloadDeskRow row)
{
    public Guid Id => Row.PatientId;

    public CaseloadDeskRow Row { get; private set; } = row;

    /// <summary>Others have changed it since the page was opened.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>Takes what was read again; true where it reads differently.</summary>
    public bool Take(CaseloadDeskRow now)
    {
        var changed = Reads(now) != Reads(Row);
        Row = now;
        IsFresh |= changed;
        return changed;
    }

    // By value: lists of a record are compared by reference.
    private static string Reads(CaseloadDeskRow row) =>
        $"{row with { Reasons = [], Changes = [] }} {string.Join(';', row.Reasons)} {string.Join(';', row.Changes)}";
}
