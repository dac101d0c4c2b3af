namespace Lintel.Data;

/// <summary>From where to where a brand's log can be read.</summary>
/// <param name="Swept">The highest number that is not kept any more, and so the earliest place to go on behind; 0: all are kept.</param>
/// <param name="Last">The number of the last event; 0: there is none.</param>
public sealed record EventBounds(long Swept, long Last)
{
    internal static EventBounds Empty { get; } = new(0, 0);

    /// <summary>Throws <see cref="EventPositionException"/> where nobody can go on behind a number.</summary>
    public void Check(long after)
    {
        if (after < Swept)
        {
            throw new EventPositionException(
                EventPositionFault.NotRetained,
                this,
                $"The events behind position {after} are not kept any more; the oldest position kept is {Swept}. Start anew with snapshot: true."
            );
        }

        if (after > Last)
        {
            throw new EventPositionException(
                EventPositionFault.Ahead,
                this,
                $"Position {after} is above the last one, {Last}: it is not of this log, or the database was set back. Start anew with snapshot: true."
            );
        }
    }
}
