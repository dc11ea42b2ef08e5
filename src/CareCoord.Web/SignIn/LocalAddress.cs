namespace CareCoord.Web.SignIn;

/// <summary>An address within this portal: what a link brought along is followed only there.</summary>
internal static class LocalAddress
{
    /// <summary>The address if it is a path of this portal, else its start page.</summary>
    public static string Of(string? asked) =>
        asked is ['/', not '/' and not '\\', ..] or "/" && Uri.TryCreate(asked, UriKind.Relative, out _) && !asked.Any(char.IsControl)
            ? asked
            : "/";
}
