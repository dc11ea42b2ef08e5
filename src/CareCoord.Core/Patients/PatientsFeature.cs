using CareCoord.Access;

namespace CareCoord.Patients;

internal static class PatientsFeature
{
    public static readonly Feature Feature = new("patients")
    {
        Tables = [new("patients", Category.Everything, Key: "id"), new("patient_stories", PatientStory.Part)],
    };
}
