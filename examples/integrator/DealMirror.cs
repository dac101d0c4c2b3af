using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Lintel.Integrator;

/// <summary>The mirror: deals, and how far the stream was applied, changed in one transaction each time.</summary>
internal sealed class DealMirror : IDisposable
{
    private readonly SqliteConnection _database;

    private DealMirror(SqliteConnection database) => _database = database;

    /// <summary>The position of the last item applied; null before the first.</summary>
    public string? Position { get; private set; }

    /// <summary>How many items were applied, and of events how many a second time; the second is 0, or something is wrong.</summary>
    public (long Applied, long Twice) Counts { get; private set; }

    /// <summary>Called after each item that was applied.</summary>
    public Action? Changed { get; set; }

    public static DealMirror Open(string file)
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        database.Open();
        var mirror = new DealMirror(database);
        mirror.Run(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS deals (id TEXT PRIMARY KEY, deal_number TEXT NOT NULL, stage TEXT NOT NULL, price TEXT NOT NULL, version INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS events (position TEXT PRIMARY KEY, times INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY CHECK (id = 1), position TEXT NOT NULL);
            """
        );
        mirror.Position = (string?)mirror.Scalar("SELECT position FROM place");
        mirror.Counts = ((long)mirror.Scalar("SELECT count(*) FROM events")!, (long)mirror.Scalar("SELECT count(*) FROM events WHERE times > 1")!);
        return mirror;
    }

    /// <summary>Applies one item: a deal as it is now, one that is gone, or nothing but the place.</summary>
    public void Apply(string position, MirroredDeal? row, string? gone)
    {
        using (var transaction = _database.BeginTransaction())
        {
            if (row is not null)
            {
                Run(
                    "INSERT OR REPLACE INTO deals VALUES ($id, $number, $stage, $price, $version)",
                    ("$id", row.Id),
                    ("$number", row.DealNumber),
                    ("$stage", row.Stage),
                    ("$price", row.Price.ToString(CultureInfo.InvariantCulture)),
                    ("$version", row.Version)
                );
            }

            if (gone is not null)
            {
                Run("DELETE FROM deals WHERE id = $id", ("$id", gone));
            }

            // A place with a part belongs to a snapshot or a change of access, which may be told whole again; an event is told once.
            if (!position.Contains('.', StringComparison.Ordinal))
            {
                Run("INSERT INTO events VALUES ($position, 1) ON CONFLICT DO UPDATE SET times = times + 1", ("$position", position));
            }

            Run("INSERT OR REPLACE INTO place VALUES (1, $position)", ("$position", position));
            transaction.Commit();
        }

        Position = position;
        Counts = (Counts.Applied + 1, (long)Scalar("SELECT count(*) FROM events WHERE times > 1")!);
        Changed?.Invoke();
    }

    /// <summary>All deals, by id.</summary>
    public IReadOnlyList<MirroredDeal> Deals()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT id, deal_number, stage, price, version FROM deals ORDER BY id";
        using var reader = command.ExecuteReader();
        var deals = new List<MirroredDeal>();
        while (reader.Read())
        {
            var price = decimal.Parse(reader.GetString(3), CultureInfo.InvariantCulture);
            deals.Add(new MirroredDeal(reader.GetString(0), reader.GetString(1), reader.GetString(2), price, reader.GetInt64(4)));
        }

        return deals;
    }

    /// <summary>The events that were applied, by their positions.</summary>
    public IReadOnlyList<long> Events()
    {
        using var command = _database.CreateCommand();
        command.CommandText = "SELECT CAST(position AS INTEGER) FROM events ORDER BY 1";
        using var reader = command.ExecuteReader();
        var events = new List<long>();
        while (reader.Read())
        {
            events.Add(reader.GetInt64(0));
        }

        return events;
    }

    public void Dispose() => _database.Dispose();

    private void Run(string sql, params (string Name, object Value)[] values)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
