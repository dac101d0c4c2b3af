namespace Lintel.Chaos;

/// <summary>Somebody who must hear every event once and in order, by one of the ways there are.</summary>
internal abstract class Follower(string name)
{
    /// <summary>What is asked for, with the place to go on behind.</summary>
    protected const string Document =
        "subscription Follow($after: String) { dealAlerts(after: $after) { __typename ... on StreamItem { sequence previousSequence position } } }";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public string Name => name;

    /// <summary>What it has handled, as far as it knows.</summary>
    public Sightings Seen { get; protected set; } = new();

    /// <summary>It must hear what is behind this place of the log.</summary>
    public long Since { get; protected set; }

    /// <summary>A connection that broke may bring again what was handled.</summary>
    public virtual bool MayHearAgain => true;

    /// <summary>Times it had to begin anew.</summary>
    public int Connections { get; private set; }

    /// <summary>Follows until it is stopped, whatever breaks.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Connections++;
                await FollowAsync(stop);
            }
            catch (Exception fault) when (Wires.IsBroken(fault)) { }
            catch (OperationCanceledException) { }

            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Follows until the connection ends.</summary>
    protected abstract Task FollowAsync(CancellationToken stop);
}
