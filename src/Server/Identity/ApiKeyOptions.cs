using System.ComponentModel.DataAnnotations;

namespace Lintel.Server.Identity;

/// <summary>How many API keys that are not believed somebody may present before being sent away for a while.</summary>
internal sealed class ApiKeyOptions
{
    public const string Section = "Lintel:ApiKeys";

    /// <summary>Failed attempts under one key's prefix within a window, from wherever they come. Default: 20.</summary>
    [Range(1, 100_000)]
    public int FailuresPerKey { get; set; } = 20;

    /// <summary>Failed attempts from one address (IPv6: one /64 network) within a window. Default: 50.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddress { get; set; } = 50;

    /// <summary>Length of a window, in seconds, from the first failed attempt in it. Default: 60.</summary>
    [Range(1, 3_600)]
    public int FailureWindowSeconds { get; set; } = 60;
}
