namespace CareCoord.Audit;

/// <summary>How long a lane of the audit was, and the hash of its newest entry in hex, at some moment.</summary>
public sealed record AuditHead(short Lane, long Seq, string Hash);
