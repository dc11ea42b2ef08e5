using CareCoord.Access;
using CareCoord.Organisations;
using CareCoord.Waiting;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.Shell;

/// <summary>Who looks at a page, how times are said to them, and whose portal it is: handed down by the layout.</summary>
public sealed record Viewer(Me Me, Spoken Spoken, OrganisationCard Organisation)
{
    /// <summary>How much waits at the places of staff.</summary>
    public WaitingCounts Waits { get; init; } = WaitingCounts.None;

    /// <summary>Patients and caregivers get plain words, large type and air; staff a denser page.</summary>
    public bool IsStaff => Me.Hat is Hat.Coordinator or Hat.Provider or Hat.Administrator;

    /// <summary>A caregiver, or a patient who looks at what a caregiver sees.</summary>
    public bool IsCaregiver => Me.Hat is Hat.Caregiver or Hat.Preview;

    /// <summary>The hat as which the person is shown to themselves: the caregiver's, where they look at what a caregiver sees.</summary>
    public Hat ShownHat => IsCaregiver ? Hat.Caregiver : Me.Hat;

    /// <summary>The record is the viewer's own.</summary>
    public bool IsOwn(Guid patientId) => Me.Hat == Hat.Patient && Me.OwnPatientId == patientId;
}
