namespace CareCoord.Ops;

/// <summary>Says in one sentence, to the person at the terminal, why a command stops.</summary>
public class OpsRefused(string sentence) : Exception(sentence);
