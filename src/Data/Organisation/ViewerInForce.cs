using Lintel.Domain;

namespace Lintel.Data;

/// <summary>What a subject stands for at an instant.</summary>
/// <param name="Viewer">With the access epoch it was read under.</param>
/// <param name="Until">The first instant at which time alone makes the subject another viewer; null: there is none.</param>
public sealed record ViewerInForce(Viewer Viewer, DateTimeOffset? Until);
