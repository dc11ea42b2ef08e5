using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace CareCoord.Web.CareTasks;

/// <summary>The files of care tasks: attached by a plain form, handed out as downloads that no browser runs.</summary>
internal static class PortalCareTasks
{
    private const int MostSent = 64 * 1024 * 1024;

    // What was uploaded is never part of this portal: opened by itself it may do nothing at all.
    private const string FilePolicy = "sandbox; default-src 'none'";

    public static void AddPortalCareTasks(this IServiceCollection services) => services.AddSingleton<TaskFileWords>().AddHostedService<LadderWorker>();

    public static void MapPortalCareTasks(this WebApplication app)
    {
        app.MapPost("/patients/{PatientId:guid}/tasks/{TaskId:guid}/attachments", AttachAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MostSent)).DisableAntiforgery();
        app.MapGet("/patients/{PatientId:guid}/attachments/{AttachmentId:guid}", HandOutAsync);
    }

    // The form's token is checked as it is read: the framework's own check would put the whole form into memory and temporary files first.
    private static async Task<IResult> AttachAsync(HttpContext http, AttachToCareTask attach, IAntiforgery antiforgery, TaskFileWords said, Guid patientId, Guid taskId,
        CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { Hat: Hat.Coordinator or Hat.Provider } me)
            return Results.NotFound();
        var back = $"/tasks?task={taskId}&of={patientId}";
        try
        {
            var upload = await TaskUpload.ReadAsync(http, antiforgery, asked => back = LocalAddress.Of(asked) is "/" ? back : LocalAddress.Of(asked), cancel);
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
            return Results.Redirect(said.Onto(back, "This file is larger than 10 MB. Make it smaller, for example by saving the pages separately."));
        }
    }

    private static async Task<IResult> HandOutAsync(HttpContext http, CareTaskAskQueries files, Guid patientId, Guid attachmentId, CancellationToken cancel)
    {
        if (Me.Of(http.User) is not { Hat: Hat.Coordinator or Hat.Provider } me)
            return Results.NotFound();
        var file = await files.FileAsync(me.Actor, patientId, attachmentId, cancel);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(FileNames.For(file.Name, file.MediaType));
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = FilePolicy;
        headers.CacheControl = "no-store";
        return Results.Bytes(file.Content, file.MediaType);
    }
}
