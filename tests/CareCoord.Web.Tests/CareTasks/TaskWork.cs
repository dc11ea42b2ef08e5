using System.Net.Http.Headers;
using System.Text;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.CareTasks;

/// <summary>Care tasks in the demo network, and the form with a file as a browser sends it.</summary>
internal static class TaskWork
{
    /// <summary>Carla asks Anil to do something for Denise, within five business days unless another moment is said.</summary>
    public static async Task<(Guid Patient, Guid Task)> AssignAsync(Portal portal, string title, DateTimeOffset? due = null)
    {
        var patient = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'denise@demo.carecoord.test'"
        );
        var tasks = await portal
            .Database.Get<AssignCareTask>()
            .RunAsync(
                new(await AccountAsync(portal, "carla"), Hat.Coordinator),
                new(
                    [patient],
                    new CareTaskDraft(title, "For the next visit.", TaskAbout.General, null, Priority.Routine, due, due is null ? 5 : null),
                    new(Person: await AccountAsync(portal, "anil")),
                    [],
                    []
                ),
                default
            );
        return (patient, tasks[0]);
    }

    public static Task<Guid> AccountAsync(Portal portal, string person) =>
        portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", person + "@demo.carecoord.test");

    /// <summary>Sends a file by the form of the open task, its token as the page gave it unless another is said.</summary>
    public static async Task<HttpResponseMessage> AttachAsync(
        Visitor visitor,
        (Guid Patient, Guid Task) task,
        string name,
        byte[] content,
        string? token = null,
        string? back = null
    )
    {
        token ??= (await visitor.OpenAsync($"/tasks?task={task.Task}&of={task.Patient}")).Token();
        // Written by hand, as browsers do: the name of a file is in UTF-8.
        var form =
            $"{Field("__RequestVerificationToken", token)}{Field("back", back ?? $"/tasks?task={task.Task}&of={task.Patient}")}"
            + $"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: "
            + "application/octet-stream\r\n\r\n";
        var body = new ByteArrayContent([.. Encoding.UTF8.GetBytes(form), .. content, .. "\r\n--edge--\r\n"u8]);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=edge");
        return await visitor.SendAsync(new(HttpMethod.Post, $"/patients/{task.Patient}/tasks/{task.Task}/attachments") { Content = body });
    }

    private static string Field(string name, string value) =>
        $"--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    public static byte[] Pdf(string words = "of nothing") => TestPages.Pdf(words);
}
