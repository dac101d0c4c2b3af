using System.Net;

namespace Lintel.Streams;

/// <summary>Many subscribers of one server, from several addresses so that ports do not run short.</summary>
internal sealed class Crowd : IDisposable
{
    private const int AtOnce = 32;
    private const int PortsOfOneAddress = 20_000;

    private readonly Subscriber[] _members;

    private Crowd(Subscriber[] members) => _members = members;

    public IReadOnlyList<Subscriber> Members => _members;

    /// <summary>So many subscribers, each as it is said of its number.</summary>
    public static async Task<Crowd> OpenAsync(int count, Uri server, Func<int, (string Token, SubscriberQuery Query)> of, CancellationToken stop)
    {
        var members = new Subscriber[count];
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop },
            async (i, cancelled) =>
            {
                var (token, query) = of(i);
                var from = new IPAddress([127, 0, 0, (byte)(2 + i / PortsOfOneAddress)]);
                members[i] = await Subscriber.OpenAsync(server, from, token, query, cancelled);
            }
        );
        return new Crowd(members);
    }

    /// <summary>How many the server has closed.</summary>
    public int Gone => _members.Count(member => member.Closed.IsCompleted);

    public void Dispose()
    {
        foreach (var member in _members)
            member.Dispose();
    }
}
