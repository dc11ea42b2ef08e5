namespace CareCoord.Web.Look;

/// <summary>A zone of a scale, up to a value: how it is called, and good, attention or danger as its tone.</summary>
public sealed record ScaleZone(decimal UpTo, string Words, string Tone);
