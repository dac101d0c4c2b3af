using Microsoft.Extensions.Internal;

namespace Lintel.Server.Identity;

/// <summary>Lets what a cache keeps expire by the server's clock.</summary>
internal sealed class CacheClock(TimeProvider clock) : ISystemClock
{
    public DateTimeOffset UtcNow => clock.GetUtcNow();
}
