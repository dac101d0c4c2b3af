namespace Lintel.Client;

/// <summary>Where a watched query takes its first result from. Changes are told whatever it is.</summary>
public enum ExecutionStrategy
{
    /// <summary>From the store when all of it is there, else from the server.</summary>
    CacheFirst,

    /// <summary>From the store when all of it is there, and from the server as well.</summary>
    CacheAndNetwork,

    /// <summary>From the server.</summary>
    NetworkOnly,
}
