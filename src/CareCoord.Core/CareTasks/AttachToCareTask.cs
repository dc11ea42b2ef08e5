using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.CareTasks;

/// <summary>A file for a task: its name as people read it, and its bytes.</summary>
public sealed record CareTaskAttached(Guid PatientId, Guid TaskId, [property: Sentence("Give the file a name.", 150)] string Name, byte[] Content);

/// <summary>Attaches a PDF, PNG or JPEG to a task; the same bytes twice are one attachment.</summary>
public sealed class AttachToCareTask(CareTaskTools tools)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such task for the asker, <see cref="RuleBroken"/> where the file is not taken.</summary>
    public Task RunAsync(Actor asker, CareTaskAttached request, CancellationToken cancel) => TaskOutrun.AgainAsync(() => OnceAsync(asker, request, cancel));

    private async Task OnceAsync(Actor asker, CareTaskAttached request, CancellationToken cancel)
    {
        Checked.Of(request);
        if (request.Content.Length == 0)
            throw new RuleBroken("This file is empty. Choose another.");
        if (request.Content.Length > CareTaskAttachment.Largest)
            throw new RuleBroken("This file is larger than 10 MiB. Make it smaller, for example by saving the pages separately.");
        var mediaType = CareTaskAttachment.TypeOf(request.Content);
        // The name that the person's own machine gave it, without the folders there.
        var name = Checked.Of(request with { Name = OneLine.Of(request.Name.Split('/', '\\')[^1]) }).Name;
        var sha256 = SHA256.HashData(request.Content);
        var calendar = await tools.Calendars.CalendarAsync(cancel);
        await using var hand = await TaskInHand.OpenAsync(tools, asker, request.PatientId, request.TaskId, null, CareTaskAccess.Attach, cancel);
        var attached = hand.Db.Set<CareTaskAttachment>().Where(a => a.PatientId == request.PatientId && a.TaskId == request.TaskId);
        if (await attached.AnyAsync(a => a.Sha256 == sha256, cancel))
            return;
        var act = hand.Task.NoteFile(TaskAct.Attached, hand.By, name);
        if (await attached.CountAsync(cancel) >= CareTaskAttachment.Most)
            throw new RuleBroken("A task has at most ten files. Remove one first.");
        hand.Db.Set<CareTaskAttachment>().Add(new(hand.Task, name, mediaType, request.Content, sha256, hand.By));
        await hand.KeepAsync(act, calendar, cancel);
    }
}
