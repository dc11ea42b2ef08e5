namespace CareCoord.Access;

/// <summary>Who is asking, under which hat, and for which patient when acting for somebody else.</summary>
public sealed record Actor(Guid AccountId, Hat Hat, Guid? ActingFor = null)
{
    /// <summary>From where they ask, as the audit keeps it; null for the portal's own work.</summary>
    public Origin? From { get; init; }

    /// <summary>The portal itself: it writes what happens while nobody is signed in, and sees no record.</summary>
    public static Actor Portal { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000001"), Hat.System);

    /// <summary>The portal itself asks, on whoever's behalf.</summary>
    public bool IsPortal => AccountId == Portal.AccountId && Hat == Hat.System;

    /// <summary>Somebody who visits by a wallet card: it has no basis, and so sees no row of any table.</summary>
    public static Actor Card { get; } = new(Guid.Parse("00000000-0000-7000-8000-000000000002"), Hat.Card);

    /// <summary>The same person turned to one patient: a caregiver acts for them, everybody else as themselves.</summary>
    public Actor Toward(Guid patientId) => Hat == Hat.Caregiver ? this with { ActingFor = patientId } : this;
}
