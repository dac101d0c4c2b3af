using Lintel.Domain.Imports;

namespace Lintel.Data.Imports;

/// <summary>
/// Stores the rows of one kind. A batch is one transaction; what a writer remembers beyond it (known communities) is
/// dropped by <see cref="Discarded"/>.
/// </summary>
internal abstract class RowWriter
{
    /// <summary>Decides what becomes of each row. Only reads; the plan writes.</summary>
    public abstract Task<BatchPlan> PlanAsync(LintelDbContext db, ImportRun run, IReadOnlyList<FactSheet> rows, CancellationToken cancellationToken);

    /// <summary>The batch does not stand: forget it, and what others may have changed meanwhile.</summary>
    public abstract void Discarded();
}

/// <summary>What becomes of the rows of one batch.</summary>
internal abstract class BatchPlan
{
    public abstract int Added { get; }
    public required int Unchanged { get; init; }

    /// <summary>Index of the row within the batch, and why the domain refuses it.</summary>
    public required IReadOnlyList<(int Index, RowProblem Problem)> Rejected { get; init; }

    /// <summary>Inserts what is new, inside the running transaction of the context that made the plan.</summary>
    public abstract Task StoreAsync(LintelDbContext db, CancellationToken cancellationToken);
}
