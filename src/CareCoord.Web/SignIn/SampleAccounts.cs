using System.Text.Json;

namespace CareCoord.Web.SignIn;

/// <summary>Accounts of invented people that the sign-in page offers, where the portal was started with a file of them; nowhere else.</summary>
public sealed record SampleAccounts(string Password, IReadOnlyList<SampleAccount> People)
{
    /// <summary>Those of the file that is named in the settings; none where no file is named or it is not there yet.</summary>
    public static SampleAccounts? From(IConfiguration settings) =>
        settings["CareCoord:SampleAccounts"] is { Length: > 0 } file && File.Exists(file)
            ? JsonSerializer.Deserialize<SampleAccounts>(File.ReadAllText(file), JsonSerializerOptions.Web)
            : null;
}

/// <summary>Somebody invented: whose account it is, how to sign in, and what it shows.</summary>
public sealed record SampleAccount(string Name, string Email, string For);
