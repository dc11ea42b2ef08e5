namespace CareCoord.Patients;

/// <summary>The order of people by name, wherever a list has one.</summary>
internal static class PatientOrder
{
    /// <summary>
    /// The names of a patient <c>p</c> as they are compared: family name, then given name, without regard to case and accents.
    /// Equals are in the order of their birth dates, then of their ids.
    /// </summary>
    public const string Names = "array[lower(unaccent(p.family_name)), lower(unaccent(p.given_name))]";
}
