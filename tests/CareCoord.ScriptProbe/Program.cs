using CareCoord.ScriptProbe;
using CareCoord.ScriptProbe.States;
using Radzen;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddSingleton<LoadCounter>();

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
app.MapGet("/loads", (LoadCounter loads) => loads.Total);

if (args.Contains("--until-input-ends"))
{
    // Whoever started the probe holds its input open: the probe cannot outlive a test run that was killed.
    _ = Task.Run(async () =>
    {
        await Console.In.ReadToEndAsync();
        app.Lifetime.StopApplication();
    });
}

app.Run();
