using System.Collections.Concurrent;

namespace CareCoord.Bench;

/// <summary>A page that people read: where it is for somebody, how often a round opens it, and how the audit calls that.</summary>
internal sealed record Page(string Name, bool OfPatient, int Each, string Audited, Func<Guid, string> Address)
{
    /// <summary>Some people who open it in turn.</summary>
    public Task<IReadOnlyList<SignedIn>> PeopleAsync(Site site) => OfPatient ? site.PatientsAsync() : site.CoordinatorsAsync();

    /// <summary>Its opening, which is proved by the audit.</summary>
    public async Task<Proof> OpeningAsync(Site site)
    {
        var people = await PeopleAsync(site);
        Task OpenAsync(int at) => people[at % people.Count].Person.OpenAsync(Address(people[at % people.Count].Id));
        return await Proof.BeginAsync(site, Name, OpenAsync, await TraceAsync(site));
    }

    /// <summary>What a reading leaves: an entry of the audit that names somebody, so that no empty list is measured.</summary>
    public async Task<Trace> TraceAsync(Site site) =>
        new(
            "entries of the audit that name somebody",
            1,
            """
            select count(*) from audit_entries e
            where e.action = $1 and e.account_id = any ($2) and exists (select from audit_subjects s where s.audit_id = e.id)
            """,
            Audited,
            (await PeopleAsync(site)).Select(one => one.Account).ToArray()
        );
}

/// <summary>What a page that people read costs, beside the limit that reads the same facts.</summary>
internal static class Pages
{
    private const int Times = 5;

    public static readonly Page Home = new("home", true, 400, "today.read", _ => "/");

    public static readonly Page Tasks = new("tasks", false, 200, "care-tasks.read", _ => "/tasks");

    public static readonly Page Caseload = new("caseload", false, 80, "caseload.read", _ => "/caseload");

    public static readonly Page[] All =
    [
        Home,
        new("plan", true, 400, "treatment-plan.read", id => $"/patients/{id}/plan"),
        new("appointments", true, 400, "appointments.read", id => $"/patients/{id}/appointments"),
        new("documents", true, 400, "legal-documents.read", id => $"/patients/{id}/documents"),
        Tasks,
        Caseload,
    ];

    public static async Task<List<Figure>> MeasureAsync(Stage stage)
    {
        var figures = new List<Figure>();
        foreach (var page in All)
            figures.AddRange(await MeasureAsync(stage.Site, page));
        return figures;
    }

    private static async Task<List<Figure>> MeasureAsync(Site site, Page page)
    {
        var people = await page.PeopleAsync(site);
        Task LimitAsync(int at) => site.Limit.OpenAsync(page.Name, people[at % people.Count].Id);
        var opening = await page.OpeningAsync(site);
        var rested = await site.WarmUp.ToRestAsync(page.Name, opening.RunAsync);
        await site.LimitWarmUp.ToRestAsync(page.Name, LimitAsync);

        var (portal, servers, latencies) = (new List<double>(), new List<double>(), new ConcurrentBag<double>());
        var (limit, ratios) = (new List<double>(), new List<double>());
        for (var round = 0; round < Times; round++)
        {
            var before = site.ServerCpu();
            portal.Add(await Rounds.CostAsync(page.Each, site.Cpu, opening.RunAsync, latencies));
            servers.Add((site.ServerCpu() - before) / page.Each);
            limit.Add(await Rounds.CostAsync(page.Each * 4, site.LimitCpu, LimitAsync));
            ratios.Add(portal[^1] / limit[^1]);
        }

        await opening.HoldAsync();
        return
        [
            .. rested.Figures(page.Name),
            Figure.Of($"{page.Name}: CPU of portal and database", "ms", portal),
            Figure.Of($"{page.Name}: CPU of the portal alone", "ms", servers),
            Figure.Of($"{page.Name}: CPU of the limit", "ms", limit),
            Figure.Of($"{page.Name}: times the limit", "×", ratios, page.OfPatient ? 3.0 : null),
            Figure.Of($"{page.Name}: p50", "ms", [Rounds.Percentile(latencies, 0.50)]),
            Figure.Of($"{page.Name}: p95", "ms", [Rounds.Percentile(latencies, 0.95)]),
            Figure.Of($"{page.Name}: p99", "ms", [Rounds.Percentile(latencies, 0.99)]),
            Figure.Of(
                $"{page.Name}: round trips to the database",
                "",
                [await site.RoundTripsAsync(people[0].Person, page.Address(people[0].Id))]
            ),
        ];
    }
}
