namespace Lintel.Data;

/// <summary>What is wrong with a place in the event log.</summary>
public enum EventPositionFault
{
    /// <summary>Events behind it are not kept any more.</summary>
    NotRetained,

    /// <summary>The log does not reach it: it is of another log, or the database was set back.</summary>
    Ahead,
}

/// <summary>The event log cannot be read on from a place without a gap. The message is for whoever asked.</summary>
public sealed class EventPositionException : Exception
{
    internal EventPositionException(EventPositionFault fault, EventBounds bounds, string message)
        : base(message) => (Fault, Bounds) = (fault, bounds);

    public EventPositionFault Fault { get; }

    /// <summary>From where to where it can be read.</summary>
    public EventBounds Bounds { get; }
}
