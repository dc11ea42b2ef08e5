using System.Reflection;

namespace CareCoord.Testing;

/// <summary>Every page that exists, with somebody who may read it and words that only its content has.</summary>
public sealed record PageVisit(string Name, string Person, string Path, string Reads)
{
    /// <summary>All pages but the two before sign-in, each found in the field "Visits" of its feature's class here.</summary>
    public static IReadOnlyList<PageVisit> All { get; } =
    [
        .. typeof(PageVisit)
            .Assembly.GetTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => type.GetField("Visits", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<PageVisit[]>()
            .SelectMany(visits => visits),
    ];

    // What stands in an address besides a patient, and where its id is found.
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["Home nursing"] = "select id from organisation_units where name = 'Home nursing'",
        ["Noor"] = "select id from accounts where email like 'noor@%'",
        ["Kwame of Walter"] = """
            select m.id from care_team_members m join accounts a on a.id = m.account_id join patients p on p.id = m.patient_id
            where a.email like 'kwame@%' and p.given_name = 'Walter'
            """,
        ["grant of Lucia"] = """
            select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email like 'lucia@%'
            order by g.starts_at limit 1
            """,
        ["invitation of Rosa"] = "select i.id from proxy_invitations i where i.name = 'Carmen Ortiz'",
        ["bandage of Walter"] = "select id from appointments where title = 'Look at the bandage at home'",
        ["Getting walking again"] = "select id from care_concerns where concern = 'Getting walking again'",
    };

    public string Email => Person + "@demo.carecoord.test";

    /// <summary>Where the page is found: its path, with the ids of those whom it names.</summary>
    public async Task<string> AddressAsync(DemoDatabase database)
    {
        var path = Path;
        foreach (var name in new[] { "Rosa", "Denise", "Walter" })
        {
            if (path.Contains(name, StringComparison.Ordinal))
                path = path.Replace($"{{{name}}}", (await database.PatientAsync(name)).ToString());
        }

        foreach (var (named, id) in Ids.Where(pair => path.Contains($"{{{pair.Key}}}", StringComparison.Ordinal)))
            path = path.Replace($"{{{named}}}", (await database.AsOwnerAsync<Guid>(id)).ToString());
        return path;
    }
}
