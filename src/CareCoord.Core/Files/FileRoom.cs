using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>How much may be put into the store, so that one person or one record never fills it.</summary>
/// <param name="Times">How many times as much as usual.</param>
public sealed record FileQuota(int Times)
{
    private const long Mebibyte = 1024 * 1024;

    public static readonly FileQuota Usual = new(1);

    /// <summary>The bytes of all files of one patient's record.</summary>
    public long OfPatient => 2048 * Mebibyte * Times;

    /// <summary>The bytes that one person adds within a day, to whomever's record.</summary>
    public long OfPersonADay => 1024 * Mebibyte * Times;

    /// <summary>The documents of one patient that one person has not handed in yet.</summary>
    public int Drafts => 20 * Times;
}

/// <summary>
/// That there is room for one file more; no file comes in without it. Whoever has it is alone with this record until their transaction
/// ends. Many at once are no more than one after another.
/// </summary>
internal sealed class FileRoom
{
    private FileRoom() { }

    /// <summary>
    /// Throws <see cref="RuleBroken"/> where there is none for so many bytes, <see cref="NotFound"/> where the asker may not add any.
    /// </summary>
    public static async Task<FileRoom> DemandAsync(ActorDb db, FileQuota quota, Guid patientId, long bytes, CancellationToken cancel)
    {
        var taken = await db.AskAsync<Taken>(
            $"""select of_patient as "OfPatient", of_person as "OfPerson" from app.file_room({patientId})""",
            cancel
        );
        return taken switch
        {
            [] => throw new NotFound(),
            [var all] when bytes > 0 && all.OfPatient + bytes > quota.OfPatient => throw new RuleBroken(
                "There is no more room for files in this record. Remove a draft if there is one, or ask the clinic to make room."
            ),
            [var all] when bytes > 0 && all.OfPerson + bytes > quota.OfPersonADay => throw new RuleBroken(
                "You have added as many files as one person may within a day. Add this one tomorrow, or bring the paper to the clinic."
            ),
            _ => new(),
        };
    }

    private sealed record Taken(long OfPatient, long OfPerson);
}
