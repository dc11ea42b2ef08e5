using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>The coordinator reminds those who have not confirmed reading a document.</summary>
public sealed record ReadersReminded(Guid PatientId, Guid DocumentId);

/// <summary>Reminds the providers who have not confirmed yet, those who were asked or reminded less than an hour ago left out.</summary>
public sealed class RemindReaders(ActorDbs databases, AccessGate gate)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>
    /// How many were reminded. Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where
    /// there is nobody to remind.
    /// </summary>
    public async Task<int> RunAsync(Actor asker, ReadersReminded request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await db.DocumentAsync(gate, LegalDocumentAccess.Remind, request.PatientId, request.DocumentId, cancel);
        var reminded = await db.AnswerAsync<int>(
            $"select app.remind_readers({request.PatientId}, {request.DocumentId}, {Quiet}) as \"Value\"",
            cancel
        );
        if (reminded == 0)
            throw new RuleBroken("There is nobody to remind: all have read it, or were told within the last hour.");
        await db.CommitAsync(cancel);
        return reminded;
    }
}
