namespace Lintel.Schema.Shared.Streaming;

/// <summary>A reading of the event log that ends at a number, or after so many events, whether or not they are told to anybody.</summary>
internal sealed class LogPassage(long after, long end, int mostEvents)
{
    private int _events;

    /// <summary>The last number that was let in: when the reading has ended, the last that is done with.</summary>
    public long Reached { get; private set; } = after;

    /// <summary>It came to its end.</summary>
    public bool IsOver => Reached >= end;

    /// <summary>Asked before each event; false: the reading ends before it.</summary>
    public bool Enter(long sequence)
    {
        if (sequence > end || _events++ == mostEvents)
        {
            return false;
        }

        Reached = sequence;
        return true;
    }
}
