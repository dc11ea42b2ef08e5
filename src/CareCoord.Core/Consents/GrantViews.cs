using CareCoord.Access;
using CareCoord.Patients;

namespace CareCoord.Consents;

/// <summary>A grant as the patient and their coordinator see it, and the version of it that was read.</summary>
public sealed record GrantView(
    Guid Id,
    string Name,
    string Relationship,
    Category View,
    Category Manage,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? SuspendedAt,
    uint Version,
    RestsOn? RestsOn
);

/// <summary>The legal document on which a grant rests.</summary>
/// <param name="Kind">As the database writes it; null where the reader does not see legal documents.</param>
/// <param name="IsInEffect">It has been accepted, and nothing has ended it.</param>
/// <param name="Springing">It holds only while the patient cannot decide.</param>
public sealed record RestsOn(Guid DocumentId, string? Kind, bool IsInEffect, bool Springing);

/// <summary>What was done to a grant, by whom, how it stood afterwards, and the patient's word where their coordinator did it.</summary>
public sealed record GrantEntryView(
    string Action,
    DateTimeOffset At,
    string By,
    Hat Hat,
    Category View,
    Category Manage,
    DateTimeOffset? EndsAt,
    PatientsWord? Word
);

/// <summary>One grant with its history, newest first, and what else in the record is its caregiver's.</summary>
public sealed record GrantPageView(
    PatientBanner Patient,
    GrantView Grant,
    IReadOnlyList<GrantEntryView> Entries,
    IReadOnlyList<GrantDependant> Dependants
);

/// <summary>
/// Something in the record that is a caregiver's, and that an ended grant leaves as it is, as far as the asker may see it.
/// </summary>
/// <param name="About">Its title; of a legal document its kind, as the database writes it; null for the place on the care team.</param>
public sealed record GrantDependant(GrantDependantKind Kind, string? About);

/// <summary>What can be a caregiver's beside their grant.</summary>
public enum GrantDependantKind
{
    /// <summary>They are named on the care team.</summary>
    TeamPlace,

    /// <summary>An activity of the plan that they do.</summary>
    Activity,

    /// <summary>A legal document in effect that names them.</summary>
    Named,

    /// <summary>A legal document that they handed in, and that waits for its review.</summary>
    HandedIn,
}

/// <summary>An invitation that was not accepted yet.</summary>
/// <param name="Undelivered">The mail could not be sent.</param>
/// <param name="HasExpired">Its 72 hours are over; it can be sent again.</param>
/// <param name="WasStopped">Five wrong dates of birth were entered.</param>
public sealed record InvitationView(
    Guid Id,
    string Name,
    string Email,
    string Relationship,
    Category View,
    Category Manage,
    DateTimeOffset? GrantEndsAt,
    DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt,
    bool Undelivered,
    bool HasExpired,
    bool WasStopped
);

/// <summary>One invitation that was not accepted yet.</summary>
public sealed record InvitationPageView(PatientBanner Patient, InvitationView Invitation);

/// <summary>What whoever follows the link of an invitation may know.</summary>
/// <param name="InvitedBy">What the patient is called by.</param>
/// <param name="HasAccount">The address has an account already.</param>
/// <param name="IsForAsker">It went to the address of whoever is signed in.</param>
public sealed record InvitedView(string InvitedBy, string Name, string Email, bool HasAccount, bool IsForAsker);
