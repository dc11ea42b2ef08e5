using CareCoord.Web.Shell;

namespace CareCoord.Web.OpenPages;

internal static class OpenPagesPages
{
    public static readonly FeaturePages Pages = new() { Services = (builder, _) => builder.Services.AddScoped<OpenPageCircuit>() };
}
