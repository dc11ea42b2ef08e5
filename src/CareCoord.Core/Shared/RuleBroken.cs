namespace CareCoord.Shared;

/// <summary>A rule of the product stands against what was asked; the message is a sentence for the person, and says what to do.</summary>
public sealed class RuleBroken(string sentence) : Exception(sentence);
