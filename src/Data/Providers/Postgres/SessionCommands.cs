using System.Runtime.CompilerServices;
using Npgsql;

namespace Lintel.Data.Providers.Postgres;

/// <summary>
/// The statements that a session has run before, with their parameters. One that stands twice in a batch is kept twice: it has two sets of values.
/// </summary>
internal sealed class SessionCommands
{
    /// <summary>When there are more, all are let go.</summary>
    private const int Most = 200;

    private readonly Dictionary<(string Sql, int Place), NpgsqlBatchCommand> _commands = new(SameText.Comparer);

    /// <summary>The command of a statement with its values, at a place of a batch.</summary>
    public NpgsqlBatchCommand Of(ReadStatement statement, int place)
    {
        var values = statement.Values;
        if (_commands.TryGetValue((statement.Sql, place), out var known))
        {
            for (var i = 0; i < values.Length; i++)
            {
                known.Parameters[i].Value = values[i].Value ?? DBNull.Value;
            }

            return known;
        }

        if (_commands.Count >= Most)
        {
            _commands.Clear();
        }

        var command = new NpgsqlBatchCommand(statement.Sql);
        foreach (var value in values)
        {
            var parameter = new NpgsqlParameter();
            value.Into(parameter);
            command.Parameters.Add(parameter);
        }

        return _commands[(statement.Sql, place)] = command;
    }

    /// <summary>A plan has its texts once, so they are told apart without being read.</summary>
    private sealed class SameText : IEqualityComparer<(string Sql, int Place)>
    {
        public static SameText Comparer { get; } = new();

        public bool Equals((string Sql, int Place) x, (string Sql, int Place) y) => ReferenceEquals(x.Sql, y.Sql) && x.Place == y.Place;

        public int GetHashCode((string Sql, int Place) obj) => RuntimeHelpers.GetHashCode(obj.Sql) ^ obj.Place;
    }
}
