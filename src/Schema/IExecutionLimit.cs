namespace Lintel.Schema;

/// <summary>The time one operation may take, as far as what runs has to know of it.</summary>
public interface IExecutionLimit
{
    /// <summary>The time is over, and that is why the operation was cancelled.</summary>
    bool IsOver { get; }

    /// <summary>Something was committed: it stays, and the time for reading the answer begins anew.</summary>
    void Committed();

    /// <summary>What runs commits in steps and may take as long as it does.</summary>
    void Lift();
}
