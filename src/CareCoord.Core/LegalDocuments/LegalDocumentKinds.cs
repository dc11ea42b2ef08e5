namespace CareCoord.LegalDocuments;

/// <summary>What kind of legal document it is.</summary>
public enum DocumentKind
{
    /// <summary>What somebody wishes when they can no longer say so (living will).</summary>
    AdvanceDirective,

    HealthCarePowerOfAttorney,

    /// <summary>A doctor's orders for an emergency: DNR, POLST, MOLST.</summary>
    DnrPolst,

    GuardianshipOrder,

    /// <summary>A release of information: who may be told what.</summary>
    Release,
}

/// <summary>Where a legal document stands.</summary>
public enum DocumentState
{
    /// <summary>Its pages are here, and it is not handed in yet.</summary>
    Draft,

    Submitted,
    InReview,

    /// <summary>In effect, unless its last day is over.</summary>
    Accepted,

    /// <summary>Back with whoever handed it in, with what to mend.</summary>
    Returned,

    /// <summary>A newer version took its place; it stays readable.</summary>
    Superseded,

    /// <summary>Taken back by the patient, or by their proxy.</summary>
    Revoked,

    Expired,
}

/// <summary>What a document says about one treatment.</summary>
public enum Decision
{
    NotSaid,
    Yes,
    No,

    /// <summary>To be tried for a time.</summary>
    Trial,
}

/// <summary>What happened with a legal document.</summary>
public enum DocumentStep
{
    Submitted,
    TakenUp,
    Returned,
    Mended,
    Accepted,
    Superseded,
    Revoked,
    Expired,
}
