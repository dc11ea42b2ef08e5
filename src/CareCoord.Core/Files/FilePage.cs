using CareCoord.Access;

namespace CareCoord.Files;

/// <summary>Opening one page of a file, to be looked at; a page and its picture are one opening in the audit.</summary>
internal static class FilePage
{
    /// <summary>The gate to a page, which audits it as well.</summary>
    /// <param name="rule">The rule under which pages are read.</param>
    /// <param name="patientId">Whose record it is.</param>
    /// <param name="kind">What the file belongs to, in the words of the audit.</param>
    /// <param name="subject">Its id.</param>
    /// <param name="number">The page, from 1.</param>
    /// <param name="picture">Its picture is asked for, after the page itself.</param>
    public static Sql Open(AccessRule rule, Guid patientId, string kind, Guid subject, int number, bool picture) =>
        new(
            "select view_bits as view, manage_bits as manage from app.open_page($1, $2, $3, $4, $5, $6, $7)",
            patientId,
            (int)rule.View,
            rule.Action,
            kind,
            subject,
            number,
            picture
        );
}
