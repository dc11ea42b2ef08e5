using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Consents;

/// <summary>The sign-in that goes back to its own hat.</summary>
public sealed record PreviewEnded(Guid SessionId);

/// <summary>Back to the patient's own record. Where the preview is over already, nothing changes.</summary>
public sealed class EndPreview(ActorDbs databases)
{
    public async Task RunAsync(Actor asker, PreviewEnded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        await db.ExecuteAsync($"select app.end_preview({request.SessionId})", cancel);
        await db.CommitAsync(cancel);
    }
}
