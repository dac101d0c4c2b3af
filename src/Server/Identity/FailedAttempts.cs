using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Identity;

/// <summary>
/// Counts API keys that were presented and not believed, by the prefix presented, whether it exists or not, and by the address they came from.
/// What is counted is bounded, and forgotten when its window ends.
/// </summary>
internal sealed class FailedAttempts(IOptions<ApiKeyOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>Prefixes and addresses, together, that are counted at a time.</summary>
    public const int Most = 20_000;

    private const int NetworkBytes = 8;

    private readonly MemoryCache _windows = new(new MemoryCacheOptions { SizeLimit = Most, Clock = new CacheClock(clock) });
    private readonly Lock _gate = new();

    public int Count => _windows.Count;

    /// <summary>How long an address has to wait before another attempt is looked at; null: it has not.</summary>
    public TimeSpan? WaitOf(IPAddress? address) => Over(NameOf(address), options.Value.FailuresPerAddress);

    /// <summary>Counts a failed attempt. How long to wait, where it is one too many; null: it is not.</summary>
    public TimeSpan? Note(string? prefix, IPAddress? address)
    {
        var wait = prefix is null ? null : Add($"key {prefix}", options.Value.FailuresPerKey);
        return Longer(Add(NameOf(address), options.Value.FailuresPerAddress), wait);
    }

    public void Dispose() => _windows.Dispose();

    private TimeSpan? Over(string name, int most) => _windows.TryGetValue(name, out Window? window) && window!.Failures >= most ? Left(window) : null; // kept below

    private TimeSpan? Add(string name, int most)
    {
        lock (_gate)
        {
            if (!_windows.TryGetValue(name, out Window? window))
            {
                var end = clock.GetUtcNow().AddSeconds(options.Value.FailureWindowSeconds);
                window = new Window(end);
                _windows.Set(name, window, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = end });
            }

            return ++window!.Failures > most ? Left(window) : null; // found or made
        }
    }

    private TimeSpan Left(Window window) => window.End - clock.GetUtcNow();

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;

    /// <summary>Who has one address of an IPv6 network has them all.</summary>
    private static string NameOf(IPAddress? address) =>
        address switch
        {
            null => "address unknown",
            { IsIPv4MappedToIPv6: true } => $"address {address.MapToIPv4()}",
            { AddressFamily: AddressFamily.InterNetworkV6 } =>
                $"address {Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes))}",
            _ => $"address {address}",
        };

    private sealed class Window(DateTimeOffset end)
    {
        public DateTimeOffset End { get; } = end;
        public int Failures { get; set; }
    }
}
