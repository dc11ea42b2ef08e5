namespace CareCoord.Amendments;

/// <summary>What an amendment does to an entry of the record.</summary>
public enum AmendmentKind
{
    /// <summary>What it said was wrong or holds no more: it says something else now.</summary>
    Correction,

    /// <summary>What it said stays in force, and something is added.</summary>
    Addition,

    /// <summary>It should not be there at all; it stays readable, struck.</summary>
    EnteredInError,

    /// <summary>It was right after all: what stood before the error was entered holds again.</summary>
    ErrorTakenBack,
}
