namespace CareCoord.Shared;

/// <summary>
/// Settings with which the program does not start: a sentence for each fault, for the person who set them, without a secret.
/// </summary>
public sealed class SettingsRefused(params IReadOnlyList<string> sentences) : Exception(string.Join(Environment.NewLine, sentences))
{
    public IReadOnlyList<string> Sentences { get; } = sentences;
}
