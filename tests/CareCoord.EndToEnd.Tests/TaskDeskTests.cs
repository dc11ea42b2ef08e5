using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>The task desk as coordinators and providers use it, two of them side by side where it matters.</summary>
[Collection(PortalTests.Name)]
public sealed class TaskDeskTests(Portal portal)
{
    [Fact]
    public async Task Carla_assigns_and_Anil_sees_it_without_reloading_accepts_waits_and_completes()
    {
        var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        var anil = await portal.SignedInAsync("anil@demo.carecoord.test", Screen.Desktop);
        await anil.GotoAsync("/tasks");
        await anil.AliveAsync();
        await anil.EvaluateAsync("window.stillThisPage = true");

        await AssignByFormAsync(carla, "Look over the new insulin doses");

        var row = anil.Row("Look over the new insulin doses");
        await Assertions.Expect(row).ToBeVisibleAsync();
        await Assertions.Expect(row).ToContainTextAsync("new or changed");
        Assert.True(await anil.EvaluateAsync<bool>("window.stillThisPage"));

        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await ClickAsync(anil, "Accept");
        await Assertions.Expect(row).ToContainTextAsync("Accepted");
        await ClickAsync(anil, "Waiting for…");
        await SayAsync(anil, "On whom or what does it wait?", "the lab");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Waiting for…").ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("the lab");
        await ClickAsync(anil, "Go on");
        await Assertions.Expect(row).ToContainTextAsync("In progress");
        await ClickAsync(anil, "Complete");
        await SayAsync(anil, "How did it come out?", "Doses are right as they are.");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Complete").ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);

        await carla.GotoAsync($"/patients/{await portal.PatientAsync("Denise")}/tasks");
        await Assertions.Expect(carla.Locator("section[aria-labelledby=closed]")).ToContainTextAsync("Doses are right as they are.");
        await anil.Context.CloseAsync();
        await carla.Context.CloseAsync();
    }

    [Fact]
    public async Task Anil_declines_and_Carla_sees_it_come_back_and_assigns_it_to_somebody_else()
    {
        var task = await portal.AssignAsync("Explain the pump to Denise", "anil", dueIn: TimeSpan.FromMinutes(30));
        var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await carla.GotoAsync("/tasks?list=delegated");
        await carla.AliveAsync();
        await Assertions.Expect(carla.Row("Explain the pump to Denise")).ToContainTextAsync("Not answered yet");
        var anil = await portal.SignedInAsync("anil@demo.carecoord.test", Screen.Desktop);
        await anil.GotoAsync($"/tasks?task={task.Task}&of={task.Patient}");
        await anil.AliveAsync();

        await ClickAsync(anil, "Decline");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Decline").ClickAsync();
        await Assertions.Expect(anil.Saying("Say why, so that the coordinator can find somebody else.")).ToBeVisibleAsync();
        await SayAsync(anil, "Why do you not take it?", "I do not know this pump.");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Decline").ClickAsync();
        await Assertions.Expect(anil.Row("Explain the pump to Denise")).ToHaveCountAsync(0);

        // It is hers again: it has left what others hold, and the list of what is hers has it.
        await Assertions.Expect(carla.Row("Explain the pump to Denise")).ToHaveCountAsync(0);
        await carla.List("Mine").ClickAsync();
        await Assertions.Expect(carla.Row("Explain the pump to Denise")).ToContainTextAsync("I do not know this pump.");
        await carla.Row("Explain the pump to Denise").GetByRole(AriaRole.Link).First.ClickAsync();
        await ClickAsync(carla, "Assign to somebody");
        await carla.Labelled("To whom").SelectOptionAsync(new SelectOptionValue { Label = "The nutritionist" });
        await carla.Locator(".act-form").Named(AriaRole.Button, "Assign to somebody").ClickAsync();
        await Assertions.Expect(carla.Row("Explain the pump to Denise")).ToHaveCountAsync(0);
        Assert.Equal(
            "mia@demo.carecoord.test",
            await portal.Database.AsOwnerAsync<string>(
                "select a.email from care_tasks t join accounts a on a.id = t.asked_account_id where t.id = $1",
                task.Task
            )
        );
        await anil.Context.CloseAsync();
        await carla.Context.CloseAsync();
    }

    [Fact]
    public async Task A_list_is_narrowed_to_a_patient_who_is_found_by_a_part_of_the_name()
    {
        await portal.AssignAsync("Send the letter about the hip", "grace", patient: "Walter", dueIn: TimeSpan.FromDays(300));
        var carla = await portal.SignedInAsync("carla@demo.carecoord.test", Screen.Desktop);
        await carla.GotoAsync("/tasks?list=delegated");
        await carla.AliveAsync();

        await carla.Labelled("Find a patient").FillAsync("nobody of this name");
        await carla.Keyboard.PressAsync("Tab");
        await Assertions.Expect(carla.Locator("#patient-found")).ToContainTextAsync("Type another part of the name");
        await carla.Labelled("Find a patient").FillAsync("brandt");
        await carla.Keyboard.PressAsync("Tab");
        await Assertions.Expect(carla.Locator("#patient-found")).ToContainTextAsync("One patient found");
        await carla.Labelled("Patient").SelectOptionAsync((await portal.PatientAsync("Walter")).ToString());

        await Assertions.Expect(carla.Row("Send the letter about the hip")).ToBeVisibleAsync();
        await Assertions.Expect(carla.Locator(".grid tbody tr").Filter(new() { HasNotText = "Walter Brandt" })).ToHaveCountAsync(0);
        await carla.Context.CloseAsync();
    }

    [Fact]
    public async Task Of_two_who_act_at_once_the_second_is_told_and_loses_nothing_typed()
    {
        var task = await portal.AssignAsync("Compare the two sugar meters", "anil");
        await portal.ActAsync("anil", Hat.Provider, task, new AcceptCareTask());
        var anil = await portal.SignedInAsync("anil@demo.carecoord.test", Screen.Desktop);
        await anil.GotoAsync($"/tasks?task={task.Task}&of={task.Patient}");
        await anil.AliveAsync();
        await ClickAsync(anil, "Complete");
        await SayAsync(anil, "How did it come out?", "Both show the same.");

        await portal.ActAsync("carla", Hat.Coordinator, task, new NoteOnCareTask("Please use the new strips."));
        await Assertions.Expect(anil.Locator(".history")).ToContainTextAsync("Please use the new strips.");
        await Assertions.Expect(anil.Labelled("How did it come out?")).ToHaveValueAsync("Both show the same.");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Complete").ClickAsync();

        await Assertions
            .Expect(anil.Locator(".act-form [role=alert]"))
            .ToContainTextAsync("This has gone on since you saw it: Carla Jimenez added a note");
        await Assertions.Expect(anil.Labelled("How did it come out?")).ToHaveValueAsync("Both show the same.");
        // Having seen it, they go on.
        await anil.Locator(".act-form").Named(AriaRole.Button, "Complete").ClickAsync();
        await Assertions.Expect(anil.Row("Compare the two sugar meters")).ToHaveCountAsync(0);
        await anil.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_done_by_another_meanwhile_can_become_a_note()
    {
        var task = await portal.AssignAsync("Order a new footrest", "anil");
        await portal.ActAsync("anil", Hat.Provider, task, new AcceptCareTask());
        var anil = await portal.SignedInAsync("anil@demo.carecoord.test", Screen.Desktop);
        await anil.GotoAsync($"/tasks?task={task.Task}&of={task.Patient}");
        await anil.AliveAsync();
        await ClickAsync(anil, "Complete");
        await SayAsync(anil, "How did it come out?", "Ordered at the usual shop.");

        await portal.ActAsync("carla", Hat.Coordinator, task, new CancelCareTask("She has one."));
        await Assertions.Expect(anil.Locator(".panel")).ToContainTextAsync("She has one.");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Complete").ClickAsync();
        await anil.Named(AriaRole.Button, "Make it a note instead").ClickAsync();
        await Assertions.Expect(anil.Labelled("Your note")).ToHaveValueAsync("Ordered at the usual shop.");
        await anil.Locator(".act-form").Named(AriaRole.Button, "Add a note").ClickAsync();

        await Assertions.Expect(anil.Locator(".history")).ToContainTextAsync("Ordered at the usual shop.");
        await anil.Context.CloseAsync();
    }

    private static Task SayAsync(IPage page, string label, string words) => page.Labelled(label).FillAsync(words);

    internal static Task ClickAsync(IPage page, string act) => page.Locator(".task-acts").Named(AriaRole.Button, act).ClickAsync();

    private async Task AssignByFormAsync(IPage carla, string title)
    {
        await carla.GotoAsync($"/patients/{await portal.PatientAsync("Denise")}/tasks/new");
        await carla.Labelled("What is to be done").FillAsync(title);
        await carla.Named(AriaRole.Button, "Assign the task").ClickAsync();
        await Assertions.Expect(carla.Saying("Choose whom to ask.")).ToBeVisibleAsync();
        await Assertions.Expect(carla.Labelled("What is to be done")).ToHaveValueAsync(title);
        await carla.Labelled("Why").FillAsync("The readings were low at night.");
        await carla.Choice("Urgent").CheckAsync();
        await carla.Labelled("How many business days").FillAsync("2");
        await carla.Labelled("To whom").SelectOptionAsync(new SelectOptionValue { Label = "Dr. Anil Patel, hormone specialist" });
        await carla.Labelled("Checklist (may be left out)").FillAsync("Read the log\nCall her");
        await carla.Named(AriaRole.Button, "Assign the task").ClickAsync();
        await Assertions.Expect(carla.Saying("The task is assigned. It is yours until somebody accepts it.")).ToBeVisibleAsync();
    }
}
