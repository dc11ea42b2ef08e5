using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Care tasks for the tests of the desk, made by the product's own use cases.</summary>
internal static class DeskWork
{
    public static async Task<Actor> ActorAsync(this Portal portal, string person, Hat hat) =>
        new(await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", person + "@demo.carecoord.test"), hat);

    /// <summary>Carla asks somebody to do something; returns the patient and the task.</summary>
    public static async Task<(Guid Patient, Guid Task)> AssignAsync(
        this Portal portal,
        string title,
        string to,
        string patient = "Denise",
        Priority priority = Priority.Routine,
        TimeSpan? dueIn = null,
        TaskAbout about = TaskAbout.General,
        params string[] steps
    )
    {
        var who = await portal.PatientAsync(patient);
        var now = portal.Now();
        var tasks = await portal
            .Database.Get<AssignCareTask>()
            .RunAsync(
                await portal.ActorAsync("carla", Hat.Coordinator),
                new(
                    [who],
                    new CareTaskDraft(title, "So that the next visit goes well.", about, null, priority, now + dueIn, null),
                    new(Person: (await portal.ActorAsync(to, Hat.Provider)).AccountId),
                    steps,
                    []
                ),
                default
            );
        return (who, tasks[0]);
    }

    /// <summary>Somebody does something with a task behind the browser's back.</summary>
    public static async Task ActAsync(this Portal portal, string person, Hat hat, (Guid Patient, Guid Task) task, CareTaskCommand command)
    {
        portal.Now();
        var actor = await portal.ActorAsync(person, hat);
        var seen = await portal.Database.AsOwnerAsync<int>(
            "select entry_count from care_tasks where patient_id = $1 and id = $2",
            task.Patient,
            task.Task
        );
        await portal.Database.Get<RunCareTaskCommand>().RunAsync(actor, new(task.Patient, task.Task, seen, command), default);
    }

    /// <summary>A desk with something of everything, for looking at it.</summary>
    public static async Task FillAsync(this Portal portal)
    {
        var meal = await portal.AssignAsync(
            "Agree on a meal plan with Denise",
            "anil",
            dueIn: TimeSpan.FromDays(4),
            about: TaskAbout.PlanActivity,
            steps:
            [
                "Ask what she likes to cook",
                "Count the carbohydrates of a usual day",
                "Write the plan for one week",
                "Send it to her",
                "Ask again after two weeks",
            ]
        );
        await portal.ActAsync("anil", Hat.Provider, meal, new AcceptCareTask());
        await portal.ActAsync("anil", Hat.Provider, meal, new StartCareTask());
        await portal.ActAsync("anil", Hat.Provider, meal, new NoteOnCareTask("She would rather talk by video, after six in the evening."));
        await portal.AssignAsync(
            "Look at the kidney values before the dose goes up",
            "anil",
            priority: Priority.Stat,
            dueIn: TimeSpan.FromHours(2),
            about: TaskAbout.Result
        );
        await portal.AssignAsync(
            "Answer the letter of the eye clinic",
            "anil",
            priority: Priority.Urgent,
            dueIn: TimeSpan.FromDays(1),
            about: TaskAbout.Document
        );
        var wait = await portal.AssignAsync(
            "Find out why the new sensor falls off",
            "anil",
            priority: Priority.Asap,
            dueIn: TimeSpan.FromDays(9)
        );
        await portal.ActAsync("anil", Hat.Provider, wait, new AcceptCareTask());
        await portal.ActAsync("anil", Hat.Provider, wait, new WaitWithCareTask("the manufacturer’s answer"));
        var back = await portal.AssignAsync("Go through the insulin doses with her daughter", "anil");
        await portal.ActAsync("anil", Hat.Provider, back, new DeclineCareTask("I am away that week; the nurse knows them better."));
        var late = await portal.AssignAsync("Call about the numb feet", "anil", dueIn: TimeSpan.FromHours(1));
        await portal.Database.AsOwnerAsync("update care_tasks set due_at = now() - interval '26 hours' where id = $1", late.Task);
        await portal.AssignAsync("Read the diary of the last month", "anil");
    }

    /// <summary>The row of a task by its whole title.</summary>
    public static ILocator Row(this IPage page, string title) =>
        page.Locator(".grid tbody tr").Filter(new() { Has = page.Named(AriaRole.Link, title) });

    /// <summary>The pill of a list by its whole name; how many are on it stands after that.</summary>
    public static ILocator List(this IPage page, string name) =>
        page.Locator(".pills [data-view]").Filter(new() { HasTextRegex = new($@"^\s*{Regex.Escape(name)}\s*[0-9+]*\s*$") });

    /// <summary>Waits until the desk is alive, hears keys and has read its list.</summary>
    public static Task AliveAsync(this IPage page) =>
        Assertions.Expect(page.Locator(".desk[data-live=yes][data-keys=on]:not(:has(.skeleton))")).ToBeVisibleAsync();
}
