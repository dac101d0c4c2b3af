using System.Buffers;
using System.Text.Json;
using Lintel.Client.Operations;

namespace Lintel.Client.Store;

/// <summary>
/// What a client has been answered, entity by entity, so that each is the same wherever it is shown. It is filled while something is watched, and holds
/// no more than it may.
/// </summary>
internal sealed class EntityStore(StoreOptions options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<StoredRecord>> _records = new(StringComparer.Ordinal);

    /// <summary>The latest used first.</summary>
    private readonly LinkedList<StoredRecord> _byUse = new();
    private readonly List<IStoreWatcher> _watchers = [];

    /// <summary>Whether anybody would see what is written.</summary>
    public bool IsWatched => Volatile.Read(ref _watcherCount) > 0;

    private int _watcherCount;

    /// <summary>How many records there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    /// <summary>Takes an answer in and tells the watchers of what it changed, but for the one it comes from.</summary>
    public void Write(OperationShape shape, RequestVariables variables, ReadOnlyMemory<byte> answer, IStoreWatcher? from = null)
    {
        using var document = JsonDocument.Parse(answer);
        if (!document.RootElement.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        List<IStoreWatcher> concerned;
        lock (_gate)
        {
            var writer = new AnswerWriter(Record, variables);
            writer.Write(shape, data);
            Shrink();
            concerned = [.. _watchers.Where(watcher => watcher != from && watcher.Shows.Overlaps(writer.Changed))];
        }

        foreach (var watcher in concerned)
        {
            watcher.Changed();
        }
    }

    /// <summary>The answer as far as it is here, null when something is missing. What it is made of is noted for the watcher.</summary>
    public byte[]? Read(OperationShape shape, RequestVariables variables, IStoreWatcher watcher)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        lock (_gate)
        {
            var reader = new AnswerReader(Find, variables);
            if (!_watchers.Contains(watcher) || !reader.TryWrite(shape, writer))
            {
                return null;
            }

            Pin(watcher.Shows, -1);
            watcher.Shows = reader.Read;
            Pin(watcher.Shows, +1);
        }

        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public void Add(IStoreWatcher watcher)
    {
        lock (_gate)
        {
            _watchers.Add(watcher);
            _watcherCount++;
        }
    }

    public void Remove(IStoreWatcher watcher)
    {
        lock (_gate)
        {
            if (_watchers.Remove(watcher))
            {
                _watcherCount--;
                Pin(watcher.Shows, -1);
                watcher.Shows = [];
                Shrink();
            }
        }
    }

    private StoredRecord Record(string key)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        var record = new StoredRecord(key);
        _records[key] = _byUse.AddFirst(record);
        return record;
    }

    private StoredRecord? Find(string key)
    {
        if (!_records.TryGetValue(key, out var node))
        {
            return null;
        }

        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value;
    }

    private void Pin(HashSet<string> keys, int by)
    {
        foreach (var key in keys)
        {
            if (_records.TryGetValue(key, out var node))
            {
                node.Value.Watchers += by;
            }
        }
    }

    private void Shrink()
    {
        var node = _byUse.Last;
        while (_records.Count > options.MostRecords && node is not null)
        {
            var before = node.Previous;
            if (node.Value.Watchers == 0)
            {
                _byUse.Remove(node);
                _records.Remove(node.Value.Key);
            }

            node = before;
        }
    }
}

/// <summary>Somebody who shows what is in the store.</summary>
internal interface IStoreWatcher
{
    /// <summary>The keys of the records shown; only touched by the store.</summary>
    HashSet<string> Shows { get; set; }

    /// <summary>Some of it is not as it was.</summary>
    void Changed();
}
