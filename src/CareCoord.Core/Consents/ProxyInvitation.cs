using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>
/// A caregiver is asked to help a patient. It says to which address the mail goes, who they are, and what they may see and act in once they
/// accept. The database keeps it and counts its tries, for whoever accepts cannot see the patient; its limits are said here and built in
/// there.
/// </summary>
public sealed class ProxyInvitation
{
    /// <summary>For how many hours its link works, each time it is sent.</summary>
    public const int HoursOpen = 72;

    /// <summary>How often one may be sent.</summary>
    public const int MostSendings = 5;

    /// <summary>After so many wrong dates of birth it is stopped.</summary>
    public const int MostWrongDates = 5;

    /// <summary>How many may be made for a patient within a day.</summary>
    public const int MostADay = 10;

    /// <summary>How many tries to accept count for an account within <see cref="TryMinutes"/>.</summary>
    public const int MostTries = 10;
    public const int TryMinutes = 15;
    public const int MostTriesADay = 30;

    public const int LongestName = 100;
    public const int LongestRelationship = 60;
    public const int LongestEmail = 254;
    public const string SayName = "Enter their name.";
    public const string SayRelationship = "Say what they are to the patient, for example “daughter”.";

    private ProxyInvitation(Guid patientId, Guid id, string email, string name, string relationship, GrantParts parts) =>
        (PatientId, Id, Email, Name, Relationship, Parts) = (patientId, id, email, name, relationship, parts);

    public Guid PatientId { get; }
    public Guid Id { get; }
    public string Email { get; }
    public string Name { get; }
    public string Relationship { get; }
    public GrantParts Parts { get; }

    /// <summary>The moment from which what they are given is over; null where it has no end.</summary>
    public DateTimeOffset? GrantEndsAt { get; private init; }

    /// <summary>What the patient said, where their coordinator writes it down.</summary>
    public PatientsWord? Word { get; private init; }

    /// <summary>What is wrong with an address, in a sentence that says what to do; null where a mail can be sent to it.</summary>
    public static string? BrokenEmail(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= LongestEmail } email
        && email.All(one => one is > ' ' and <= '~')
        && email.IndexOf('@') == email.LastIndexOf('@')
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
            ? null
            : "Enter an email address, like name@example.org.";

    /// <summary>
    /// What is asked for as an invitation of a patient in this time zone. Throws <see cref="RuleBroken"/> where it cannot be one.
    /// </summary>
    public static ProxyInvitation Of(Guid id, CaregiverInvited asked, Hat by, string timeZone, DateTimeOffset now)
    {
        if (BrokenEmail(asked.Email) is { } sentence)
            throw new RuleBroken(sentence);
        var today = TimeZoneInfo.FindSystemTimeZoneById(timeZone).DateThere(now);
        var (name, relationship) = (OneLine.Said(asked.Name, SayName), OneLine.Said(asked.Relationship, SayRelationship));
        return new(asked.PatientId, id, asked.Email!.Trim(), name, relationship, GrantParts.Of(asked.View, asked.Manage))
        {
            Word = PatientsWord.Needed(by, asked.Word, today),
            GrantEndsAt = LastDay.After(asked.LastDay, today, timeZone),
        };
    }
}
