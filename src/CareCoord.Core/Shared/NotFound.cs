namespace CareCoord.Shared;

/// <summary>What was asked for does not exist for the person asking, whether it is hidden from them or was never there.</summary>
public sealed class NotFound() : Exception("Not found");
