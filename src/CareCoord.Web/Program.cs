using CareCoord;
using CareCoord.Web.DataProtection;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.HostFiltering;

var builder = WebApplication.CreateBuilder(args);
var origin = PortalOrigin.From(builder.Configuration);

builder.Configuration["AllowedHosts"] = origin.AllowedHosts;
builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowEmptyHosts = false);
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
builder.Logging.AddPortalLog(builder.Configuration);
builder.Services.AddPortalTelemetry(builder.Configuration);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(origin);
builder.Services.AddCareCoordCore(
    builder.Configuration.Required("ConnectionStrings:CareCoord"),
    builder.Configuration.Required("CareCoord:ActorKey"),
    builder.Configuration["CareCoord:Node"]
);
builder.Services.AddPortalDataProtection();
builder.Services.AddPortalSignIn(origin);
builder.Services.AddPortalShell();
foreach (var pages in FeaturePages.All)
    pages.Services(builder, origin);

var app = builder.Build();
app.UsePortalShell(origin);
app.MapPortalSignIn();
app.MapPortalShell();
foreach (var pages in FeaturePages.All)
    pages.Endpoints(app);
app.Run();

/// <summary>The portal's web process.</summary>
public partial class Program;
