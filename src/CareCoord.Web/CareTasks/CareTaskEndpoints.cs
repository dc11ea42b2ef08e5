using CareCoord.Access;
using CareCoord.Background;
using CareCoord.CareTasks;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.CareTasks;

/// <summary>
/// The files of care tasks: attached by a plain form, handed out as downloads that no browser runs, or as pictures of their pages.
/// </summary>
internal static class CareTaskEndpoints
{
    public static IServiceCollection AddCareTaskPages(this IServiceCollection services) =>
        services
            .AddSingleton<EscalationWorker>()
            .AddPeriodicWork<EscalationWorker>(new("ladders", EscalationWorker.Every), (ladders, cancel) => ladders.RunAsync(cancel));

    public static void MapCareTaskEndpoints(this WebApplication app)
    {
        app.MapUpload("/patients/{PatientId:guid}/tasks/{TaskId:guid}/attachments", AttachAsync);
        app.MapFile("/patients/{PatientId:guid}/attachments/{AttachmentId:guid}/file", HandOutAsync);
        app.MapFile(
            "/patients/{PatientId:guid}/attachments/{AttachmentId:guid}/pages/{Number:int}/image",
            async (
                HttpContext http,
                CareTaskFileQueries files,
                PageImages images,
                Guid patientId,
                Guid attachmentId,
                int number,
                string? size,
                CancellationToken cancel
            ) =>
                Staff(http) is { } me
                    ? await FileEndpoints.PictureAsync(
                        http,
                        images,
                        await files.PictureAsync(me.Actor, patientId, attachmentId, number, cancel),
                        number,
                        size,
                        cancel
                    )
                    : Results.NotFound()
        );
    }

    private static async Task<IResult> AttachAsync(
        HttpContext http,
        AttachToCareTask attach,
        CareTaskFileQueries files,
        Guid patientId,
        Guid taskId,
        CancellationToken cancel
    )
    {
        if (Staff(http) is not { } me)
            return Results.NotFound();
        var back = $"/tasks?task={taskId}&of={patientId}";
        return await FileEndpoints.TakeAsync(
            http,
            () => back,
            "",
            async () =>
            {
                // Whoever may not attach is told before a byte is read.
                if (!await files.AttachingAsync(me.Actor, patientId, taskId, cancel))
                    throw new RuleBroken(
                        "You can read this, but not change it. Ask the patient or their coordinator if you should be able to."
                    );
                FileEndpoints.DemandSize(http);
                await using var form = await FileUpload.ReadAsync(
                    http,
                    http.RequestServices.GetRequiredService<FileVault>(),
                    (field, value) => back = field == "back" && LocalAddress.Of(value) is var asked and not "/" ? asked : back,
                    cancel
                );
                await http
                    .RequestServices.GetRequiredService<ReceiveFile>()
                    .TakeAsync(
                        await form.PagesAsync(cancel),
                        form.Name,
                        file => attach.RunAsync(me.Actor, new(patientId, taskId, file), CancellationToken.None),
                        cancel
                    );
                return back;
            }
        );
    }

    private static async Task<IResult> HandOutAsync(
        HttpContext http,
        CareTaskFileQueries files,
        FileVault vault,
        Guid patientId,
        Guid attachmentId,
        CancellationToken cancel
    ) =>
        Staff(http) is { } me
            ? FileEndpoints.Download(
                http,
                vault,
                await files.FileAsync(me.Actor, patientId, attachmentId, cancel),
                $"/patients/{patientId}/attachments/{attachmentId}/pages/1"
            )
            : Results.NotFound();

    private static Me? Staff(HttpContext http) => Me.Of(http.User) is { Hat: Hat.Coordinator or Hat.Provider } me ? me : null;
}
