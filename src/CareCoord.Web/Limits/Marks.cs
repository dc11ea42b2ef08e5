namespace CareCoord.Web.Limits;

/// <summary>What is sent here is checked as a password or a PIN is, which takes a while of a core.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ChecksSecretAttribute : Attribute;

/// <summary>A file comes in or goes out here, or a page of one is drawn: that may take long.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MovesFileAttribute : Attribute;
