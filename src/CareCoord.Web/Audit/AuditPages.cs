using CareCoord.Audit;
using CareCoord.Background;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Audit;

/// <summary>The audit has no pages: its heads are exported while the portal runs.</summary>
internal static class AuditPages
{
    public static readonly FeaturePages Pages = new()
    {
        Services = (builder, settings) =>
        {
            builder.Services.AddAuditHeads(settings.AuditHeads);
            if (settings.AuditHeads.Keys is not null)
                builder.Services.AddPeriodicWork<ExportAuditHeads>(
                    new("audit-heads", settings.AuditHeads.Every),
                    (heads, cancel) => heads.ExportAsync(cancel)
                );
        },
        Endpoints = app =>
        {
            if (app.Services.GetRequiredService<AuditHeadSettings>().Keys is null)
                app.Logger.LogWarning(
                    "The audit's heads are not exported, because no key signs them: make one by `carecoord audit-key`, and "
                        + "name its file by CareCoord__AuditHeads__KeyFile"
                );
        },
    };
}
