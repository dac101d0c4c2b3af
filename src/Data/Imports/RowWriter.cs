using Lintel.Domain.Imports;

namespace Lintel.Data.Imports;

/// <summary>
/// Stores the rows of one kind. A batch is one transaction; what a writer remembers beyond it (known communities) is
/// dropped by <see cref="Discarded"/>.
/// </summary>
internal abstract class RowWriter
{
    /// <summary>Adds the rows that are new to <paramref name="db"/>; saves nothing.</summary>
    public abstract Task<BatchResult> WriteAsync(
        LintelDbContext db,
        ImportRun run,
        IReadOnlyList<FactSheet> rows,
        CancellationToken cancellationToken
    );

    /// <summary>The batch does not stand: forget it, and what others may have changed meanwhile.</summary>
    public abstract void Discarded();
}

/// <summary>What became of the rows of one batch. Rejected: index of the row within it, and why the domain refuses it.</summary>
internal sealed record BatchResult(
    int Added,
    int Unchanged,
    IReadOnlyList<(int Index, RowProblem Problem)> Rejected
);
