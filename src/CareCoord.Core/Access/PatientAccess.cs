namespace CareCoord.Access;

/// <summary>Why an account may see a patient's record.</summary>
public enum Basis
{
    Self,
    ProxyGrant,
    CareTeam,
    Caseload,
    BrokenGlass,

    /// <summary>A patient looks at their own record as a caregiver sees it.</summary>
    Preview,
}

/// <summary>What one account may see and change of one patient's record, on which basis, and from when to when.</summary>
public sealed class PatientAccess
{
    public Guid AccountId { get; private set; }
    public Guid PatientId { get; private set; }
    public Basis Basis { get; private set; }
    public Guid BasisId { get; private set; }
    public Category ViewBits { get; private set; }
    public Category ManageBits { get; private set; }
    public DateTimeOffset ValidFrom { get; private set; }
    public DateTimeOffset? ValidUntil { get; private set; }
}

/// <summary>What the asker may view and manage of the record that is open.</summary>
public sealed record Granted(Category View, Category Manage)
{
    public bool MayView(Category category) => (View & category) == category;

    public bool MayManage(Category category) => (Manage & category) == category;
}
