using System.Net;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Web.CareTasks;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>
/// A task and what was written in its history are corrected on pages without script. What was said before is one tap away, and the page
/// says what the portal did.
/// </summary>
public sealed class AmendPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_task_that_was_changed_says_what_it_asked_for_before_and_why()
    {
        var task = await TaskWork.AssignAsync(portal, "Ask for the X-ray");
        var carla = await AtAsync("carla");
        var form = $"/patients/{task.Patient}/tasks/{task.Task}/change";
        (string, string)[] fields =
        [
            ("Input.Title", "Ask for the MRI"),
            ("Input.Why", "For the next visit."),
            ("Input.About", "general"),
            ("Input.Priority", "urgent"),
            ("Input.Due", "none"),
        ];

        var bare = WebUtility.HtmlDecode(await (await carla.SubmitAsync(form, form, fields)).Content.ReadAsStringAsync());
        Assert.Contains("id=\"Amendment.Kind.error\">Choose what kind of change it is.</div>", bare);
        Assert.Contains("id=\"Amendment.Reason.error\">Say why, so that others understand the change.</div>", bare);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await carla.SubmitAsync(form, form, [.. fields, ("Amendment.Kind", "Correction"), ("Amendment.Reason", "It was an MRI.")])
            ).StatusCode
        );

        foreach (var reader in new[] { carla, await AtAsync("anil") })
        {
            var panel = WebUtility.HtmlDecode(await reader.ReadAsync($"/tasks?task={task.Task}&of={task.Patient}"));
            Assert.Matches("<summary>Corrected by Carla [^<]+, because: “It was an MRI.”</summary>", panel);
            Assert.Contains("<dt>What</dt><dd>Ask for the X-ray</dd>", panel);
        }
    }

    [Fact]
    public async Task A_note_is_corrected_by_its_author_and_struck_when_it_was_entered_in_error()
    {
        var task = await TaskWork.AssignAsync(portal, "Ask about the dog");
        var (anil, carla, denise) = (await AtAsync("anil"), await AtAsync("carla"), await AtAsync("denise"));
        await portal
            .Database.Get<RunCareTaskCommand>()
            .RunAsync(
                new(await TaskWork.AccountAsync(portal, "anil"), Hat.Provider),
                new(task.Patient, task.Task, 1, new NoteOnCareTask("She has a dog.")),
                default
            );
        var (page, form) = ($"/tasks?task={task.Task}&of={task.Patient}", $"/patients/{task.Patient}/tasks/{task.Task}/history/2/amend");
        Assert.Contains($"href=\"{form}\"", await anil.ReadAsync(page));
        Assert.DoesNotContain("history/1/amend", await anil.ReadAsync(page));
        foreach (var (visitor, path) in new[] { (denise, form), (anil, form.Replace("/2/", "/1/")), (anil, form.Replace("/2/", "/9/")) })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(path)).StatusCode);

        var bare = WebUtility.HtmlDecode(
            await (await anil.SubmitAsync(form, form, ("Input.Words", "She has two dogs."))).Content.ReadAsStringAsync()
        );
        Assert.Contains("Choose what kind of change it is.", bare);
        Assert.Contains("She has two dogs.", bare);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await anil.SubmitAsync(
                    form,
                    form,
                    ("Input.Words", "She has a cat."),
                    ("Amendment.Kind", "Correction"),
                    ("Amendment.Reason", "Misheard.")
                )
            ).StatusCode
        );
        var corrected = WebUtility.HtmlDecode(await carla.ReadAsync(page));
        Assert.Contains("“She has a cat.”", corrected);
        Assert.Contains("<div class=\"was\">“She has a dog.”</div>", corrected);

        Assert.Equal(
            HttpStatusCode.Redirect,
            (await carla.SubmitAsync(form, form, ("Amendment.Kind", "EnteredInError"), ("Amendment.Reason", "Another patient."))).StatusCode
        );
        var struck = WebUtility.HtmlDecode(await anil.ReadAsync(page));
        Assert.Contains("<strong>Entered in error.</strong>", struck);
        Assert.Contains("<del><p class=\"said\">“She has a cat.”</p></del>", struck);
        Assert.DoesNotContain("name=\"Input.Words\"", await anil.ReadAsync(form));
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await anil.SubmitAsync(form, form, ("Amendment.Kind", "ErrorTakenBack"), ("Amendment.Reason", "It is hers."))).StatusCode
        );
        Assert.DoesNotContain("<del>", await anil.ReadAsync(page));
    }

    [Theory]
    [InlineData(EscalationAudience.Person, "Nora", null, null, null, "Told: Nora.")]
    [InlineData(EscalationAudience.Person, "Nora", "Dora", null, null, "Told: Nora, who is away, and Dora, who stands in.")]
    [InlineData(EscalationAudience.Unit, null, null, "Pharmacy", null, "Told: everybody who works in Pharmacy.")]
    [InlineData(EscalationAudience.NobodyOfUnit, "Carla", null, "Pharmacy", null, "Nobody who works in Pharmacy is there. Told: Carla.")]
    [InlineData(EscalationAudience.StandIn, "Dora", null, null, "Carla", "Told: Dora, who stands in for Carla.")]
    [InlineData(EscalationAudience.Deputy, "Dora", null, null, "Carla", "Told: Dora, the deputy of Carla.")]
    [InlineData(
        EscalationAudience.Deputy,
        "Dora",
        "Dan",
        null,
        "Carla",
        "Told: Dora, the deputy of Carla, who is away, and Dan, who stands in."
    )]
    [InlineData(EscalationAudience.Again, "Carla", null, null, null, "Carla has no deputy, so Carla was told again.")]
    [InlineData(
        EscalationAudience.AgainAdministrators,
        "Carla",
        null,
        null,
        null,
        "Carla has no deputy, so Carla was told again. The administrators were asked to name a deputy."
    )]
    public void Whom_the_ladder_told_is_said_by_the_page(
        EscalationAudience whom,
        string? name,
        string? also,
        string? unit,
        string? about,
        string says
    ) => Assert.Equal(says, TaskHistoryText.Of(Entry(null, new(whom, name, also, unit), about)));

    [Fact]
    public void Every_reason_and_every_telling_is_said_in_words()
    {
        foreach (var reason in Enum.GetValues<TaskReason>())
            Assert.EndsWith(".", TaskHistoryText.Of(Entry(reason, null, "Nora")));
        foreach (var whom in Enum.GetValues<EscalationAudience>())
            Assert.EndsWith(".", TaskHistoryText.Of(Entry(null, new(whom, "Nora", null, "Pharmacy"), "Carla")));
        Assert.Equal("Nora left the care team.", TaskHistoryText.Of(Entry(TaskReason.LeftTeam, null, "Nora")));
        Assert.Null(TaskHistoryText.Of(Entry(null, null, null)));
    }

    private static CareTaskEntryView Entry(TaskReason? reason, EscalationView? told, string? about) =>
        new(
            1,
            CareTaskAction.Reminded,
            default,
            "CareCoord",
            "system",
            null,
            TaskState.Accepted,
            null,
            null,
            null,
            false,
            reason,
            told,
            about,
            []
        );

    private Task<Visitor> AtAsync(string person) => portal.VisitorAsync(person + "@demo.carecoord.test");
}
