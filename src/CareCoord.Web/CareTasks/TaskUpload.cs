using CareCoord.CareTasks;
using CareCoord.Shared;
using CareCoord.Web.Files;

namespace CareCoord.Web.CareTasks;

/// <summary>What a form with a file for a care task brought: the file's name and its bytes; null where no file was chosen.</summary>
internal sealed record TaskUpload(string? Name, byte[]? Content)
{
    public const string TooLarge = "This file is larger than 10 MB. Make it smaller, for example by saving the pages separately.";

    /// <summary>
    /// Reads the form as it comes in, and says where it asks to go back to as soon as that is known. Throws <see cref="RuleBroken"/> where the file is
    /// too large, and as <see cref="StreamedForm.ReadAsync"/> does.
    /// </summary>
    public static async Task<TaskUpload> ReadAsync(HttpContext http, Action<string> goesBackTo, CancellationToken cancel)
    {
        var upload = new TaskUpload(null, null);
        await StreamedForm.ReadAsync(http, (name, value) =>
        {
            if (name == "back")
                goesBackTo(value);
        }, async (called, body) => upload = new(called, await FileAsync(body, cancel)), cancel);
        return upload;
    }

    // What is too large is read to its end and dropped: a browser that still sends would not read the answer.
    private static async Task<byte[]> FileAsync(Stream body, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
        {
            if (read.Length + count > CareTaskAttachment.Largest)
            {
                await body.CopyToAsync(Stream.Null, cancel);
                throw new RuleBroken(TooLarge);
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
