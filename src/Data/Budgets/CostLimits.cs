using System.ComponentModel.DataAnnotations;

namespace Lintel.Data;

/// <summary>What operations may cost, in points: the weights are in the schema (<c>@cost</c>, <c>@listSize</c>). Each viewer has a budget of its own.</summary>
public sealed class CostLimits
{
    public const string Section = "Lintel:Cost";

    /// <summary>The largest number of points: what counts further stays here, so that every language can write it exactly.</summary>
    public const long MostPoints = (1L << 53) - 1;

    /// <summary>Points of a viewer's full budget: an API key's, an account's, or that of all who have not signed in. Default: 50,000.</summary>
    [Range(1, MostPoints)]
    public long Budget { get; set; } = 50_000;

    /// <summary>Points a second by which a budget fills up again. Default: 1,000.</summary>
    [Range(1, 1_000_000_000_000)]
    public long RestorePerSecond { get; set; } = 1_000;

    /// <summary>Points that one operation may cost; no more than <see cref="Budget"/> in any case. Default: 20,000. Refusal: <c>OPERATION_TOO_COSTLY</c>.</summary>
    [Range(1, MostPoints)]
    public long Operation { get; set; } = 20_000;

    /// <summary>Whether answers have <c>extensions.cost</c>; refusals have it in any case. Default: true.</summary>
    public bool Report { get; set; } = true;

    /// <summary>The greatest price that is not refused.</summary>
    public long MostOfOperation => Math.Min(Operation, Budget);
}
