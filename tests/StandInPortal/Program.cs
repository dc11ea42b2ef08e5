// Stands in for the portal where `carecoord serve` is tested: it answers when asked, shows what it was told, and can die.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapGet("/health/ready", () => "ready");
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet(
    "/die",
    () =>
    {
        Console.WriteLine("The stand-in was told to die.");
        Environment.Exit(7);
    }
);
app.Run();
