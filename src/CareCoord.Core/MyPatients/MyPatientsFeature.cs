using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.MyPatients;

internal static class MyPatientsFeature
{
    public static readonly Feature Feature = new("my patients") { Services = services => services.AddSingleton<MyPatientQueries>() };
}
