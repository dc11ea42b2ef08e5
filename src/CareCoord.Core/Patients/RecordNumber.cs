namespace CareCoord.Patients;

/// <summary>
/// The clinic's own number of a record, one for each patient. It stands beside name and birth date where one chooses or acts over several
/// people of whom these are equal.
/// </summary>
internal static class RecordNumber
{
    /// <summary>
    /// The number of the patient whose id this expression is. It is null where nobody else whom the asker sees has their name, without
    /// regard to case and accents, and their birth date.
    /// </summary>
    public static string WhereEqual(string id) =>
        $"""
            (select k.record_number from patients k
             where k.id = {id}
               and exists (select from patients o
                           where o.birth_date = k.birth_date and o.id <> k.id
                             and lower(unaccent(o.family_name)) = lower(unaccent(k.family_name))
                             and lower(unaccent(o.given_name)) = lower(unaccent(k.given_name))))
            """;
}
