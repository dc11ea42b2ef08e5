using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CareCoord.Bench;

/// <summary>A task that coordinators give to a provider of the care team, who is told of it and has to answer.</summary>
internal static partial class Assigning
{
    // So many patients of each coordinator that what is written for one of them does not pile up.
    private const int Patients = 20;

    private const string Caseload =
        "select patient_id from caseload_assignments where coordinator_account_id = $1 and until is null order by patient_id desc limit $2";

    private const string Tasks =
        "from care_tasks t where t.title = $1 and t.state = 'assigned' and t.asked_account_id <> t.owner_account_id";

    private const string Notifications = $"""
        select count(*) from notifications n where n.kind = 'task_asked'
        and exists (select {Tasks} and t.id = n.subject_id and t.asked_account_id = n.account_id)
        """;

    private const string Rungs =
        $"select count(*) from care_task_rungs r where exists (select {Tasks} and t.patient_id = r.patient_id and t.id = r.task_id)";

    private const string Entries = "select count(*) from audit_entries where action = 'care-task.assigned' and account_id = any ($1)";

    /// <summary>
    /// The writing, which is proved by the task, its notification, the rungs of its two ladders and its entry of the audit.
    /// </summary>
    public static async Task<Proof> OfAsync(Site site)
    {
        var title = "Call about the blood pressure " + RandomNumberGenerator.GetHexString(8);
        var coordinators = await site.CoordinatorsAsync();
        var forms = new List<(Person Who, string Address, byte[] Body)>();
        foreach (var coordinator in coordinators)
        {
            var mine = await site.AskAsync(Caseload, row => row.GetGuid(0), coordinator.Account, Patients);
            foreach (var address in mine.Select(patient => $"/patients/{patient}/tasks/new"))
                forms.Add((coordinator.Person, address, await FormAsync(coordinator, address, title)));
        }

        async Task AssignAsync(int at)
        {
            // Each in turn, so that no two of those that run at once are for one patient.
            var (who, address, body) = forms[at % forms.Count];
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };
            using var answer = await who.Http.PostAsync(address, content);
            if (answer.StatusCode != HttpStatusCode.Redirect)
                throw new InvalidOperationException($"The task was not assigned: {answer.StatusCode}.");
        }

        return await Proof.BeginAsync(
            site,
            "a task assigned",
            AssignAsync,
            new("tasks that somebody else is asked for", 1, $"select count(*) {Tasks}", title),
            new("notifications for whom is asked", 1, Notifications, title),
            new("rungs of ladders", 6, Rungs, title),
            new("entries of the audit", 1, Entries, coordinators.Select(one => one.Account).ToArray())
        );
    }

    private static async Task<byte[]> FormAsync(SignedIn coordinator, string address, string title)
    {
        var page = await coordinator.Person.ReadAsync(address);
        // The first of the choices is the coordinator, who is not told of what they give themselves.
        var asked = Asked()
            .Matches(page)
            .Select(choice => (Who: choice.Groups[1].Value, Said: choice.Groups[2].Value))
            .First(choice => choice.Who != $"person.{coordinator.Account}" && !choice.Said.Contains("(away", StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(
            Person
                .Fields(page)
                .Concat(
                    new Dictionary<string, string>
                    {
                        ["Input.Title"] = title,
                        ["Input.Why"] = "It was high twice this week.",
                        ["Input.About"] = "general",
                        ["Input.Priority"] = "routine",
                        ["Input.Due"] = "days",
                        ["Input.DueDays"] = "3",
                        ["Input.Whom"] = asked.Who,
                    }
                )
        );
        return await form.ReadAsByteArrayAsync();
    }

    [GeneratedRegex("<option value=\"(person\\.[0-9a-f-]{36})\"[^>]*>([^<]*)")]
    private static partial Regex Asked();
}
