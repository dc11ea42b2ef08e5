using System.Text;

namespace CareCoord.Shared;

/// <summary>How a name in the code is written in the database: <c>PrimaryCare</c> as <c>primary_care</c>, and back.</summary>
public static class SnakeCaseNames
{
    /// <summary>The name in lower case, its words joined by underscores.</summary>
    public static string Snake(string name)
    {
        var written = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_')
                written.Append('_');
            written.Append(char.ToLowerInvariant(name[i]));
        }

        return written.ToString();
    }

    /// <summary>The value as the database writes it.</summary>
    public static string Snake<T>(this T value)
        where T : struct, Enum => Snake(value.ToString());

    /// <summary>The value that the database wrote.</summary>
    public static T FromSnake<T>(string written)
        where T : struct, Enum => Enum.Parse<T>(written.Replace("_", ""), ignoreCase: true);
}
