using System.Text.Json;
using CareCoord.Web.Settings;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Accounts of invented people that the sign-in page offers, where the portal was started with a file of them; nowhere else.
/// </summary>
public sealed record SampleAccounts(string Password, IReadOnlyList<SampleAccount> People);

/// <summary>Somebody invented: whose account it is, how to sign in, what it shows, and in which story; null where in none.</summary>
public sealed record SampleAccount(string Name, string Email, string For, string? Story = null);

/// <summary>The file of them that <c>CareCoord:SampleAccounts</c> names, if any; the demo may write it while the portal runs.</summary>
public sealed record SampleAccountsFile(string? Path)
{
    private const string Setting = "CareCoord:SampleAccounts";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Those that stand in it; null where no file is named or it is not there yet.</summary>
    public SampleAccounts? Read() => File.Exists(Path) ? JsonSerializer.Deserialize<SampleAccounts>(File.ReadAllText(Path), Strict) : null;

    /// <summary>Reads the setting, and looks into the file where it is there already.</summary>
    internal static SampleAccountsFile From(SettingsReader settings)
    {
        if (settings[Setting] is not { } named)
            return new((string?)null);
        var file = new SampleAccountsFile(System.IO.Path.GetFullPath(named));
        if (Directory.Exists(file.Path) || !Directory.Exists(System.IO.Path.GetDirectoryName(file.Path)))
        {
            settings.Refuse(Setting, $"names {file.Path}, which is no file in a folder that is there.");
            return file;
        }

        try
        {
            if (File.Exists(file.Path) && file.Read() is null)
                throw new JsonException();
        }
        catch (JsonException)
        {
            settings.Refuse(Setting, $"names {file.Path}, which is no list of sample accounts as `carecoord demo` writes it.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            settings.Refuse(Setting, $"names {file.Path}, which this user cannot read.");
        }

        return file;
    }
}
