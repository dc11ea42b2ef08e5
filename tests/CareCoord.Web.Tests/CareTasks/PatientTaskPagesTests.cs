using System.Net;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>What patients read on their pages of the care tasks that are about them.</summary>
public sealed class PatientTaskPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_patient_reads_in_plain_words_who_works_on_what_and_no_note_of_the_staff()
    {
        // Due before all others, so that it stands among the first that Today shows.
        var task = await TaskWork.AssignAsync(portal, "Find a cooking class for you", TimeProvider.System.GetUtcNow().AddMinutes(1));
        var anil = new Actor(await TaskWork.AccountAsync(portal, "anil"), Hat.Provider);
        await portal
            .Database.Get<RunCareTaskCommand>()
            .RunAsync(anil, new(task.Patient, task.Task, 1, new CareCoord.CareTasks.Commands.AcceptCareTask()), default);
        await portal
            .Database.Get<RunCareTaskCommand>()
            .RunAsync(
                anil,
                new(task.Patient, task.Task, 2, new CareCoord.CareTasks.Commands.NoteOnCareTask("She missed two visits.")),
                default
            );
        await portal
            .Database.Get<RunCareTaskCommand>()
            .RunAsync(
                anil,
                new(task.Patient, task.Task, 3, new CareCoord.CareTasks.Commands.WaitWithCareTask("the community center")),
                default
            );
        var denise = await portal.VisitorAsync("denise@demo.carecoord.test");

        foreach (var path in new[] { "/", $"/patients/{task.Patient}/plan" })
        {
            var body = WebUtility.HtmlDecode(await denise.ReadAsync(path));
            Assert.Contains("Find a cooking class for you", body);
            Assert.Contains("Dr. Anil Patel, hormone specialist · waits for: the community center", body);
            Assert.DoesNotContain("She missed two visits", body);
        }
    }

    [Fact]
    public async Task Where_more_is_being_done_than_Today_shows_it_leads_to_the_plan_which_has_all_of_it()
    {
        var patient = Guid.Empty;
        foreach (var n in Enumerable.Range(1, 8))
            (patient, _) = await TaskWork.AssignAsync(portal, $"Errand {n}", TimeProvider.System.GetUtcNow().AddMinutes(2));
        var denise = await portal.VisitorAsync("denise@demo.carecoord.test");

        var today = await denise.OpenAsync("/");
        Assert.True(today.Has($"a[href='/patients/{patient}/plan#work']"));
        Assert.DoesNotContain("Errand 8", today.Body!.Says());
        var plan = WebUtility.HtmlDecode(await denise.ReadAsync($"/patients/{patient}/plan"));
        Assert.Contains("Errand 8", plan);
        Assert.DoesNotContain("There is more; this", plan);
    }
}
