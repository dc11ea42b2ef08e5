using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using CareCoord.Testing;

namespace CareCoord.Bench;

/// <summary>What it costs to assign a task and to hand in a document.</summary>
internal static partial class Writes
{
    private const int Times = 5;

    public static async Task<List<Figure>> MeasureAsync(Stage stage) =>
    [
        .. await TaskAsync(stage.Site),
        await DocumentAsync(stage.Site, "a 1 MiB PDF submitted: CPU", 1024 * 1024, 7.0),
    ];

    /// <summary>A PDF that nobody has handed in before.</summary>
    public static byte[] Pdf(int size) => TestPages.Pdf(RandomNumberGenerator.GetHexString(24), padding: size - 700);

    /// <summary>Hands in pages as the script of the page does.</summary>
    public static async Task HandInAsync(SignedIn who, string token, byte[] pdf)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(Guid.CreateVersion7().ToString()), "upload" },
            { new StringContent("Release"), "kind" },
        };
        form.Add(new ByteArrayContent(pdf) { Headers = { ContentType = new("application/pdf") } }, "pages", "pages.pdf");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/patients/{who.Id}/documents/pages") { Content = form };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await who.Person.Http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"The document was not taken: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The token of the form for pages.</summary>
    public static async Task<string> TokenAsync(SignedIn who) => Token().Match(await who.Person.ReadAsync($"/patients/{who.Id}/documents/add")).Groups[1].Value;

    private static async Task<List<Figure>> TaskAsync(Site site)
    {
        var forms = new List<(Person Who, string Address, FormUrlEncodedContent Form)>();
        foreach (var coordinator in await site.CoordinatorsAsync())
        {
            var patient = (await site.AskAsync("select patient_id from caseload_assignments where coordinator_account_id = $1 and until is null order by patient_id limit 1", row => row.GetGuid(0), coordinator.Id))[0];
            var address = $"/patients/{patient}/tasks/new";
            var page = await coordinator.Person.ReadAsync(address);
            var fields = Person.Fields(page).ToList();
            fields.AddRange(new Dictionary<string, string>
            {
                ["Input.Title"] = "Call about the blood pressure",
                ["Input.Why"] = "It was high twice this week.",
                ["Input.About"] = "general",
                ["Input.Priority"] = "routine",
                ["Input.Due"] = "days",
                ["Input.DueDays"] = "3",
                ["Input.Whom"] = Asked().Match(page).Groups[1].Value,
            });
            forms.Add((coordinator.Person, address, new FormUrlEncodedContent(fields)));
        }

        var sent = await Task.WhenAll(forms.Select(async form => (form.Who, form.Address, Body: await form.Form.ReadAsByteArrayAsync())));
        async Task AssignAsync(int at)
        {
            var (who, address, body) = sent[at % sent.Length];
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };
            using var answer = await who.Http.PostAsync(address, content);
            if (answer.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"The task was not assigned: {answer.StatusCode}.");
        }

        // Until the runtime has come to rest.
        await Rounds.CostAsync(1500, site.Cpu, AssignAsync);
        var rounds = new List<double>();
        for (var round = 0; round < Times; round++)
            rounds.Add(await Rounds.CostAsync(120, site.Cpu, AssignAsync));
        return [Figure.Of("a task assigned, with audit and notice: CPU", "ms", rounds, 2.0)];
    }

    private static async Task<Figure> DocumentAsync(Site site, string name, int size, double goal)
    {
        var people = await site.PatientsAsync();
        var tokens = await Task.WhenAll(people.Select(TokenAsync));
        var rounds = new List<double>();
        for (var round = -5; round < Times; round++)
        {
            var pages = Enumerable.Range(0, 40).Select(_ => Pdf(size)).ToList();
            var cost = await Rounds.CostAsync(pages.Count, site.Cpu, at => HandInAsync(people[at % people.Count], tokens[at % people.Count], pages[at]));
            if (round >= 0)
                rounds.Add(cost);
        }

        return Figure.Of(name, "ms", rounds, goal);
    }

    [GeneratedRegex("<option value=\"(person\\.[0-9a-f-]{36})\"")]
    private static partial Regex Asked();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
