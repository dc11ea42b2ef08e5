using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Files;

/// <summary>Where files are kept, which keys wrap theirs, and where the virus scanner listens, if there is one.</summary>
public sealed record FileSettings(string Folder, MasterKeys Keys, AntivirusSettings? Antivirus)
{
    /// <summary>How much may be put there.</summary>
    public FileQuota Quota { get; init; } = FileQuota.Usual;
}

/// <summary>The keeping of files.</summary>
public static class FilesFeature
{
    public static readonly Feature Feature = new("files") { Tables = [new("files", StoredFile.Parts, Labelled: true, PartColumn: "part")] };

    /// <summary>Adds the keeping of files in a folder of this machine.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services, FileSettings settings) =>
        services
            .AddSingleton<IFileStore>(new FolderStore(settings.Folder))
            .AddSingleton(settings.Keys)
            .AddSingleton(settings.Quota)
            .AddSingleton(new Antivirus(settings.Antivirus))
            .AddSingleton<FileVault>()
            .AddSingleton<FileLook>()
            .AddSingleton<PageImages>()
            .AddSingleton<ReceiveFile>()
            .AddSingleton<ScanQuarantine>()
            .AddSingleton<SweepFiles>();
}
