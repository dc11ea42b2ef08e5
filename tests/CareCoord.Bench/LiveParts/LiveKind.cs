namespace CareCoord.Bench.LiveParts;

/// <summary>A page whose live parts are opened and weighed: who has it open, and how many of it.</summary>
/// <param name="Some">
/// How many are opened at a time for the CPU of one. They are few: the memory that many leave behind would be used again, and make those
/// that are weighed look lighter.
/// </param>
/// <param name="Fewer">How many are open before others are weighed: they fill what was left of other work.</param>
/// <param name="More">How many are open at the end.</param>
internal sealed record LiveKind(Page Page, int Some, int Fewer, int More)
{
    public static readonly LiveKind Today = new(Pages.Home, 40, 200, 600);

    public static readonly LiveKind Caseload = new(Pages.Caseload, 12, 40, 120);

    /// <summary>CPU milliseconds of portal and database to open one; all are closed again.</summary>
    public async Task<double> OpenAsync(Site site)
    {
        await using var some = new OpenCircuits(site);
        return await some.OpenAsync(Some, await Page.PeopleAsync(site), Page.Address(default));
    }

    /// <summary>Opens and closes some until the portal is at rest.</summary>
    public async Task<Rested> ToRestAsync(Site site, string name) =>
        await site.WarmUp.ToRestAsync(
            name,
            async () =>
            {
                await OpenAsync(site);
                return Some;
            }
        );

    /// <summary>The memory that one more takes after a collection, in KiB.</summary>
    public async Task<double> WeighAsync(Site site)
    {
        var people = await Page.PeopleAsync(site);
        await using var circuits = new OpenCircuits(site);
        await circuits.OpenAsync(Fewer, people, Page.Address(default));
        var lighter = await ResidentAsync(site);
        await circuits.OpenAsync(More, people, Page.Address(default));
        var heavier = await ResidentAsync(site);
        circuits.Demand();
        return (double)(heavier - lighter) / (More - Fewer);
    }

    private static async Task<long> ResidentAsync(Site site)
    {
        await Collection.OfAsync(site.Portal.Id);
        return Processor.Resident(site.Portal.Id);
    }
}
