using System.Text.Json;
using CareCoord.Shared;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Settings;

/// <summary>Reads the settings as the process starts, and tells the person at the terminal what is wrong with them.</summary>
internal static class SettingsAtStart
{
    /// <summary>The exit code of a process that its settings stopped.</summary>
    public const int Refused = 1;

    /// <summary>The web application to be, with its settings; null where they are refused, with a line for each fault on stderr.</summary>
    public static (WebApplicationBuilder Builder, PortalSettings Settings)? Read(string[] arguments)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(arguments);
            var settings = PortalSettings.Read(builder.Configuration);
            // Else Kestrel would choose an address of its own, or one of ASPNETCORE_HTTP_PORTS that others reach.
            if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
                builder.WebHost.UseUrls(PortalOrigin.Default);
            // Read once: an address that is written into the file later would be opened beside those that were looked at.
            builder.WebHost.ConfigureKestrel(server =>
                server.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false)
            );
            return (builder, settings);
        }
        catch (SettingsRefused refused)
        {
            Tell(refused);
        }
        catch (InvalidDataException unreadable)
        {
            // Such as "Failed to load configuration from file '/app/web/appsettings.json'."
            var line = unreadable.GetBaseException() is JsonException { LineNumber: { } above } ? $": look at line {above + 1}" : "";
            Console.Error.WriteLine(unreadable.Message.TrimEnd('.') + line + ".");
        }

        return null;
    }

    /// <summary>Runs the portal until it is asked to stop; what is refused only then is told, too.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(WebApplication app)
    {
        try
        {
            app.Run();
            return 0;
        }
        catch (SettingsRefused refused)
        {
            Tell(refused);
            return Refused;
        }
    }

    private static void Tell(SettingsRefused refused)
    {
        foreach (var sentence in refused.Sentences)
            Console.Error.WriteLine(sentence);
    }
}
