namespace CareCoord.Access;

/// <summary>The parts of a patient's record that access is given to, as the bits of <c>patient_access</c>.</summary>
[Flags]
public enum Category
{
    None = 0,
    Plan = 1,
    Appointments = 2,
    Medications = 4,
    Results = 8,
    LegalDocuments = 16,
    Messages = 32,
    Story = 64,

    /// <summary>Who can see the record and who has; the patient's own, their coordinator's, and a proxy's only where granted.</summary>
    AccessHistory = 128,

    /// <summary>Sensitivity labels: a row that carries one is seen only by those whose access includes it.</summary>
    Behavioural = 256,
    Reproductive = 512,
    SubstanceUse = 1024,
    Hiv = 2048,

    Labels = Behavioural | Reproductive | SubstanceUse | Hiv,
    Everything = 4095,

    /// <summary>What a care team sees, and the most to which somebody is invited.</summary>
    AllButAccessHistory = Everything & ~AccessHistory,
}
