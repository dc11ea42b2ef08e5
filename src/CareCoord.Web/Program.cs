using CareCoord;
using CareCoord.Web.DataProtection;
using CareCoord.Web.Limits;
using CareCoord.Web.Settings;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.HostFiltering;

if (SettingsAtStart.Read(args) is not var (builder, settings))
    return SettingsAtStart.Refused;

var origin = settings.Origin;
builder.Configuration["AllowedHosts"] = origin.AllowedHosts;
builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowEmptyHosts = false);
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.WebHost.ConfigureKestrel(server => server.LimitConnections(settings.Allowed, origin));
builder.Services.AddPortalLog(settings.Log, settings.LogIsJson);
builder.Services.AddPortalTelemetry(settings);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(origin);
builder.Services.AddSingleton(settings.SampleAccounts);
builder.Services.AddCareCoordCore(settings.ConnectionString, settings.ActorKey, settings.Node);
builder.Services.AddHostedService<DatabaseAtStart>();
builder.Services.AddPortalDataProtection();
builder.Services.AddPortalSignIn(origin);
builder.Services.AddPortalShell(settings);
builder.Services.AddPortalLimits(settings.Allowed);
foreach (var pages in FeaturePages.All)
    pages.Services(builder, settings);

var app = builder.Build();
app.UsePortalShell(settings);
app.MapPortalSignIn();
app.MapPortalShell();
foreach (var pages in FeaturePages.All)
    pages.Endpoints(app);
return SettingsAtStart.Run(app);

/// <summary>The portal's web process.</summary>
public partial class Program;
