namespace CareCoord.Access;

/// <summary>What a person is acting as; one human may hold several hats and wears one at a time.</summary>
public enum Hat
{
    Patient,
    Caregiver,
    Coordinator,
    Provider,
    Administrator,

    /// <summary>A patient who looks at what a caregiver sees: worn for a quarter of an hour, reading only, and held by nobody.</summary>
    Preview,

    /// <summary>The portal itself, while nobody is signed in.</summary>
    System,

    /// <summary>Somebody without an account, who holds a wallet card and knows its PIN.</summary>
    Card,
}
