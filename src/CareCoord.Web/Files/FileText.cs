namespace CareCoord.Web.Files;

/// <summary>What is said of a file beside its name.</summary>
internal static class FileText
{
    /// <summary>How large it is.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1024.0 / 1024.0:0.0} MB";

    /// <summary>How many pages it has.</summary>
    public static string Pages(int pages) => pages == 1 ? "1 page" : $"{pages} pages";
}
