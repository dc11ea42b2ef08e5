using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Accounts;

/// <summary>How patients and colleagues reach somebody: a phone number, and in words the best way.</summary>
public sealed record ContactChanged(
    string? Phone,
    [property: Sentence("", ChangeContact.LongestWay, Optional = true)] string? BestWayToReach
);

/// <summary>Keeps a person's own phone number and best way to be reached right; both stand on the care teams they are on.</summary>
public sealed partial class ChangeContact(ActorDbs databases)
{
    public const int LongestPhone = 25;
    public const int LongestWay = 120;

    /// <summary>What is wrong with a phone number, in a sentence that says what to do; null where one can dial it, and for none.</summary>
    public static string? Broken(string? phone) =>
        OneLine.Of(phone) is var line && (line.Length == 0 || (line.Length is >= 5 and <= LongestPhone && Dialable().IsMatch(line)))
            ? null
            : "Enter a phone number that one can dial, like (312) 555-0100 or +1 312 555 0100 ext 12.";

    /// <summary>Changes the asker's own account. Throws <see cref="NotFound"/> where there is none.</summary>
    public async Task RunAsync(Actor asker, ContactChanged request, CancellationToken cancel)
    {
        Checked.Of(request);
        // Neither the portal itself nor who holds a card has an account of their own.
        if (asker.Hat is Hat.System or Hat.Card)
            throw new NotFound();
        var (phone, way) = (OneLine.Of(request.Phone), OneLine.Of(request.BestWayToReach));
        await using var db = await databases.OpenAsync(asker, cancel);
        db.DemandActs();
        await db.AuditAsync(AccountAccess.ChangeContact, [], "account", asker.AccountId, cancel);
        if (Broken(phone) is { } sentence)
            throw new RuleBroken(sentence);
        var phoneOrNone = phone.Length == 0 ? null : phone;
        var wayOrNone = way.Length == 0 ? null : way;
        if (!await db.AnswerAsync<bool>($"select app.change_contact({phoneOrNone}, {wayOrNone}) as \"Value\"", cancel))
            throw new NotFound();
        await db.CommitAsync(cancel);
    }

    [GeneratedRegex(@"^\+?[0-9(][0-9 ()\-]*[0-9]( ?ext\.? ?[0-9]{1,6})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dialable();
}
