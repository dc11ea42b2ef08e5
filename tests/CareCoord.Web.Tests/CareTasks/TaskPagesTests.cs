using System.Net;
using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.Web.CareTasks;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>The pages of care tasks as plain HTTP gives them: who has them, what they read, what a form keeps.</summary>
public sealed class TaskPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("denise")]
    [InlineData("ana")]
    [InlineData("admin")]
    public async Task The_desk_is_for_coordinators_and_providers_alone(string person)
    {
        var visitor = await portal.VisitorAsync(person + "@demo.carecoord.test");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/tasks")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/tasks/new")).StatusCode);
    }

    [Fact]
    public async Task A_provider_assigns_nothing()
    {
        var task = await TaskWork.AssignAsync(portal, "Not for providers to change");
        var anil = await portal.VisitorAsync("anil@demo.carecoord.test");

        foreach (
            var path in new[] { "/tasks/new", $"/patients/{task.Patient}/tasks/new", $"/patients/{task.Patient}/tasks/{task.Task}/change" }
        )
            Assert.Equal(HttpStatusCode.NotFound, (await anil.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("Assign a task", await anil.ReadAsync($"/patients/{task.Patient}/tasks"));
    }

    [Fact]
    public async Task What_was_typed_stays_with_a_sentence_at_each_field()
    {
        var task = await TaskWork.AssignAsync(portal, "Any");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var form = $"/patients/{task.Patient}/tasks/new";

        var answer = await carla.SubmitAsync(
            form,
            form,
            ("Input.Title", "Call <script>alert(1)</script> her"),
            ("Input.Why", ""),
            ("Input.About", "general"),
            ("Input.Priority", "urgent"),
            ("Input.Due", "moment"),
            ("Input.DueDate", "2026-13-45"),
            ("Input.DueTime", "10:00"),
            ("Input.Whom", "person.nobody"),
            ("Input.Steps", "One\nTwo")
        );

        var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Say why, in words that the patient may read.", body);
        Assert.Contains("Give the day and the time", body);
        Assert.Contains("Choose whom to ask.", body);
        Assert.Equal("Call <script>alert(1)</script> her", (await Html.ReadAsync(answer)).Value("[name='Input.Title']"));
        Assert.Contains("One\nTwo", body);
        Assert.DoesNotContain("<script>alert(1)</script></", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_is_assigned_with_checklist_and_watchers_and_the_due_time_of_the_clinic()
    {
        var any = await TaskWork.AssignAsync(portal, "Any other");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var form = $"/patients/{any.Patient}/tasks/new";
        var day = portal.Database.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd");

        var answer = await carla.SubmitAsync(
            form,
            form,
            ("Input.Title", "Ask about the shoes"),
            ("Input.Why", "Her feet hurt."),
            ("Input.About", "general"),
            ("Input.Priority", "asap"),
            ("Input.Due", "moment"),
            ("Input.DueDate", day),
            ("Input.DueTime", "10:00"),
            ("Input.Whom", "role.nutritionist"),
            ("Input.Steps", "One\r\n\r\n Two "),
            ("Input.Watchers", (await TaskWork.AccountAsync(portal, "anil")).ToString()),
            ("Input.Watchers", (await TaskWork.AccountAsync(portal, "carla")).ToString())
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var task = await portal.Database.AsOwnerAsync<Guid>(
            "select id from care_tasks where title = 'Ask about the shoes' and priority = 'asap'"
        );
        Assert.Equal(
            day + " 10:00",
            await portal.Database.AsOwnerAsync<string>(
                """
                select to_char(due_at at time zone (select time_zone from organisations limit 1), 'YYYY-MM-DD HH24:MI') from care_tasks
                where id = $1
                """,
                task
            )
        );
        Assert.Equal(
            ["One", "Two"],
            await portal.Database.AsOwnerAsync<string[]>(
                "select array_agg(words order by position) from care_task_steps where task_id = $1",
                task
            ) ?? []
        );
        Assert.Equal(2, await portal.Database.AsOwnerAsync<long>("select count(*) from care_task_watchers where task_id = $1", task));
    }

    [Fact]
    public async Task What_is_handed_in_is_not_read_for_again()
    {
        var any = await TaskWork.AssignAsync(portal, "Any at all");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var form = $"/patients/{any.Patient}/tasks/new";
        (string, string)[] fields =
        [
            ("Input.Title", "Call about the stairs"),
            ("Input.About", "general"),
            ("Input.Priority", "routine"),
            ("Input.Due", "none"),
            ("Input.Whom", "role.nutritionist"),
        ];

        var before = await PreparedAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await carla.SubmitAsync(form, form, [("Input.Why", "She asked."), .. fields])).StatusCode);
        Assert.Equal(1, await PreparedAsync() - before);
        Assert.Equal(HttpStatusCode.OK, (await carla.SubmitAsync(form, form, fields)).StatusCode);
        Assert.Equal(3, await PreparedAsync() - before);

        Task<long> PreparedAsync() =>
            portal.Database.AsOwnerAsync<long>(
                """
                select count(*) from audit_entries e join audit_subjects s on s.audit_id = e.id
                where e.action = 'care-task.prepared' and s.patient_id = $1
                """,
                any.Patient
            );
    }

    [Fact]
    public async Task A_change_that_came_too_late_says_so_and_keeps_what_was_typed()
    {
        var task = await TaskWork.AssignAsync(portal, "Ask for the report");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var form = $"/patients/{task.Patient}/tasks/{task.Task}/change";
        (string, string)[] fields =
        [
            ("Input.Title", "Ask twice for the report"),
            ("Input.Why", "It is missing."),
            ("Input.About", "general"),
            ("Input.Priority", "urgent"),
            ("Input.Due", "none"),
            ("Amendment.Kind", "Correction"),
            ("Amendment.Reason", "Nobody answered."),
        ];

        var anil = new Actor(await TaskWork.AccountAsync(portal, "anil"), Hat.Provider);
        await portal
            .Database.Get<RunCareTaskCommand>()
            .RunAsync(anil, new(task.Patient, task.Task, 1, new CareCoord.CareTasks.Commands.AcceptCareTask()), default);
        var late = await carla.SubmitAsync(form, form, [("Input.Seen", "1"), .. fields]);
        var body = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Contains("This has gone on since you saw it", body);
        var shown = await Html.ReadAsync(late);
        Assert.Equal("Ask twice for the report", shown.Value("[name='Input.Title']"));
        Assert.Contains("It stands now as: Ask for the report", shown.Body!.Says());

        Assert.Equal(HttpStatusCode.Redirect, (await carla.SubmitAsync(form, form, fields)).StatusCode);
        Assert.Equal(
            "Ask twice for the report",
            await portal.Database.AsOwnerAsync<string>("select title from care_tasks where id = $1", task.Task)
        );
    }

    [Fact]
    public async Task One_task_for_many_patients_is_assigned_to_a_role_of_each()
    {
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var patients = await portal.Database.AsOwnerAsync<Guid[]>(
            "select array_agg(id) from patients where given_name in ('Walter', 'Denise') and account_id is not null"
        );
        var ids = string.Join(',', patients!);

        // The caseload brings them by a form.
        var brought = await carla.SubmitAsync(
            $"/tasks/new?patients={ids}",
            "/tasks/new",
            ("_handler", "assign-many"),
            ("Input.Step", "choose"),
            ("Input.Patients", ids)
        );
        var page = WebUtility.HtmlDecode(await brought.Content.ReadAsStringAsync());
        Assert.Contains("For 2 patients", page);
        Assert.DoesNotContain("Say what is to be done.", page);

        var answer = await carla.SubmitAsync(
            $"/tasks/new?patients={ids}",
            "/tasks/new",
            ("Input.Title", "Ask about the flu shot"),
            ("Input.Why", "It is the season."),
            ("Input.About", "general"),
            ("Input.Priority", "routine"),
            ("Input.Due", "days"),
            ("Input.DueDays", "5"),
            ("Input.Whom", "role.primary_care"),
            ("Input.Steps", "")
        );
        Assert.Equal("/tasks?list=delegated", new Uri(answer.Headers.Location!.ToString()).PathAndQuery);
        Assert.Equal(
            2,
            await portal.Database.AsOwnerAsync<long>(
                "select count(*) from care_tasks where title = 'Ask about the flu shot' and batch_id is not null"
            )
        );
    }

    [Fact]
    public void What_the_page_hands_over_is_at_most_20_KB_whatever_stands_in_it()
    {
        var rows = Enumerable
            .Range(0, 40)
            .Select(_ => new TaskRow(
                Guid.CreateVersion7(),
                Guid.CreateVersion7(),
                new string('界', 200),
                TaskAbout.General,
                Priority.Stat,
                null,
                TaskState.Waiting,
                new string('"', 2000),
                "A patient",
                "An owner",
                "Somebody",
                TaskPart.Owner,
                3,
                30,
                2
            ))
            .ToList();
        var start = new TaskDeskStart(
            TaskDeskFilter.Read(_ => null),
            Guid.CreateVersion7(),
            Hat.Coordinator,
            "America/Chicago",
            "America/Chicago",
            "en-US",
            "grid.js",
            "tasks.js",
            "token",
            new string('t', 200)
        );
        var large = start.Showing(new(new(new Page<TaskRow>(rows, null), [.. Enumerable.Range(0, 7)], []), null));
        var usual = start.Showing(
            new(
                new(
                    new Page<TaskRow>(
                        [.. rows.Select(row => row with { Title = "Agree on a meal plan with Denise", StateNote = null })],
                        null
                    ),
                    [.. Enumerable.Range(0, 7)],
                    []
                ),
                null
            )
        );

        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(large, JsonSerializerOptions.Web).Length, 1, 20 * 1024);
        Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(usual, JsonSerializerOptions.Web).Length, 1, 20 * 1024);
        Assert.Null(large.Small);
        Assert.NotNull(usual.Small);
        Assert.Equal(40, large.Shows!.List.Rows.Items.Count);
    }
}
