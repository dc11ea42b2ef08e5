using CareCoord.Patients;

namespace CareCoord.Web.LegalDocuments;

/// <summary>What is in effect of somebody's will, in one line.</summary>
internal static class DirectiveText
{
    private const string Directive = "advance_directive";
    private const string Attorney = "health_care_power_of_attorney";
    private const string Orders = "dnr_polst";
    private const string Guardianship = "guardianship_order";

    /// <summary>What is in effect, without names: "Full directive" is a directive together with somebody who decides.</summary>
    public static string Headline(IReadOnlyList<DirectiveInEffect> inEffect)
    {
        if (inEffect.Count == 0)
            return "No directive in effect";
        var (directive, attorney) = (Has(inEffect, Directive), Has(inEffect, Attorney));
        List<string> named =
            directive && attorney ? ["Full directive"]
            : directive ? ["Directive without a power of attorney"]
            : attorney ? ["Power of attorney without a directive"]
            : [];
        if (Has(inEffect, Orders))
            named.Add(named.Count == 0 ? "DNR or POLST form" : "DNR or POLST form too");
        if (Has(inEffect, Guardianship))
            named.Add(named.Count == 0 ? "Guardianship order" : "guardianship order");
        return string.Join(", ", named) + " in effect";
    }

    /// <summary>
    /// Who is asked first: a guardian before an agent, an agent of the power of attorney before one whom a directive names.
    /// </summary>
    public static DirectiveInEffect? Speaker(IReadOnlyList<DirectiveInEffect> inEffect) =>
        new[] { Guardianship, Attorney, Directive, Orders }
            .Select(kind => inEffect.FirstOrDefault(one => one.Kind == kind && one.Agent is not null))
            .FirstOrDefault(one => one is not null);

    /// <summary>What that person is: "agent" or "guardian".</summary>
    public static string Role(DirectiveInEffect speaker) => speaker.Kind == Guardianship ? "guardian" : "agent";

    /// <summary>
    /// What is said about restarting the heart, and of comfort only; the documents may contradict each other, and then nothing is picked.
    /// </summary>
    public static IReadOnlyList<string> Said(IReadOnlyList<DirectiveInEffect> inEffect)
    {
        var said = inEffect.Select(one => one.Cpr).Where(cpr => cpr != "not_said").Distinct().ToList();
        List<string> orders = said switch
        {
            [] => [],
            ["no"] => ["no CPR"],
            ["yes"] => ["CPR"],
            ["trial"] => ["CPR for a time"],
            _ => ["the documents differ on CPR: read them"],
        };
        if (inEffect.Any(one => one.ComfortOnly))
            orders.Add("comfort only");
        return orders;
    }

    /// <summary>The one to open first: the directive, then the doctor’s orders, then whatever there is.</summary>
    public static DirectiveInEffect? First(IReadOnlyList<DirectiveInEffect> inEffect) =>
        inEffect.OrderBy(one => Array.IndexOf([Directive, Orders, Attorney, Guardianship], one.Kind)).FirstOrDefault();

    private static bool Has(IReadOnlyList<DirectiveInEffect> inEffect, string kind) => inEffect.Any(one => one.Kind == kind);
}
