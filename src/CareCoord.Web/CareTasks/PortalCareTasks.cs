using CareCoord.Access;
using CareCoord.Background;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Web.Files;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CareCoord.Web.CareTasks;

/// <summary>The files of care tasks: attached by a plain form, handed out as downloads that no browser runs.</summary>
internal static class PortalCareTasks
{
    private const int MostSent = 64 * 1024 * 1024;

    public static IServiceCollection AddPortalCareTasks(this IServiceCollection services) => services.AddSingleton<LadderWorker>()
        .AddPeriodicWork<LadderWorker>(new("ladders", LadderWorker.Every), (ladders, cancel) => ladders.RunAsync(cancel));

    public static void MapPortalCareTasks(this WebApplication app)
    {
        app.MapPost("/patients/{PatientId:guid}/tasks/{TaskId:guid}/attachments", AttachAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostSent)).DisableAntiforgery();
        app.MapGet("/patients/{PatientId:guid}/attachments/{AttachmentId:guid}", HandOutAsync);
    }

    // The form's token is checked as it is read: the framework's own check would put the whole form into memory and temporary files first.
    private static async Task<IResult> AttachAsync(HttpContext http, AttachToCareTask attach, CarriedSentence said, Guid patientId, Guid taskId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { Hat: Hat.Coordinator or Hat.Provider } me)
            return Results.NotFound();
        var back = $"/tasks?task={taskId}&of={patientId}";
        try
        {
            var upload = await TaskUpload.ReadAsync(http, asked => back = LocalAddress.Of(asked) is "/" ? back : LocalAddress.Of(asked), cancel);
            if (upload is not { Content: { } content, Name: { } name })
                throw new RuleBroken("Choose a file first.");
            await attach.RunAsync(me.Actor, new(patientId, taskId, FileNames.Of(name), content), cancel);
            return Results.Redirect(back);
        }
        catch (RuleBroken rule)
        {
            return Results.Redirect(said.Onto(back, rule.Message));
        }
        catch (Exception fault) when (fault is AntiforgeryValidationException or InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return Results.BadRequest();
        }
        catch (BadHttpRequestException)
        {
            return Results.Redirect(said.Onto(back, TaskUpload.TooLarge));
        }
    }

    private static async Task<IResult> HandOutAsync(HttpContext http, CareTaskAskQueries files, Guid patientId, Guid attachmentId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { Hat: Hat.Coordinator or Hat.Provider } me)
            return Results.NotFound();
        var file = await files.FileAsync(me.Actor, patientId, attachmentId, cancel);
        HandedOut.AsDownload(http, file.Name, file.MediaType);
        return Results.Bytes(file.Content, file.MediaType);
    }
}
