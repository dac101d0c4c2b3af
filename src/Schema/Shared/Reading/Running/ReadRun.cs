using System.Data.Common;

namespace Lintel.Schema.Shared.Reading;

/// <summary>One run of a plan: takes the rows of its statements as they come and writes the answer when all are there.</summary>
internal sealed class ReadRun : IDisposable
{
    private readonly OperationPlan _plan;
    private readonly LevelRun[] _levels;

    public ReadRun(OperationPlan plan, ReadInputs inputs)
    {
        (_plan, Inputs) = (plan, inputs);
        _levels = new LevelRun[plan.Levels.Count];
        for (var i = 0; i < _levels.Length; i++)
        {
            _levels[i] = new LevelRun(plan.Levels[i], this);
        }
    }

    public ReadInputs Inputs { get; }

    /// <summary>Points of what was written.</summary>
    public long Cost { get; set; }

    /// <summary>Takes a row of the statement with this number.</summary>
    public void Add(int statement, DbDataReader row)
    {
        var of = _plan.Statements[statement];
        var level = _levels[of.Level.Number];
        switch (of.Reads)
        {
            case LevelRead.Rows:
                level.Add(row);
                break;
            case LevelRead.Count:
                level.AddCount(row);
                break;
            case LevelRead.Figures:
                level.AddFigures(of.Figures!, row); // a statement of figures says which
                break;
        }
    }

    /// <summary>The whole answer.</summary>
    public void Write(JsonBuffer output)
    {
        Cost += _plan.Cost;
        foreach (var part in _plan.Shape)
        {
            switch (part)
            {
                case GroupPart.Literal literal:
                    output.Write(literal.Bytes);
                    break;
                case GroupPart.Group group:
                    WriteGroup(group.Level, group.Key(Inputs), output);
                    break;
                case GroupPart.Value value:
                    value.Write(Inputs, output);
                    break;
            }
        }
    }

    public void WriteGroup(Level level, Guid key, JsonBuffer output) => _levels[level.Number].WriteGroup(key, output);

    public void Dispose()
    {
        foreach (var level in _levels)
        {
            level.Dispose();
        }
    }
}
