using System.Buffers.Text;

namespace Lintel.Chaos;

/// <summary>One mutation, whose key makes it happen once however often it is sent.</summary>
/// <param name="Kind">The kind of its event.</param>
/// <param name="Persona">Who sends it.</param>
/// <param name="Document">The operation.</param>
/// <param name="Input">Its input.</param>
/// <param name="Deal">What it is about; null: a deal that is opened by it.</param>
internal sealed record DealStep(string Kind, string Persona, string Document, Dictionary<string, object> Input, Deal? Deal)
{
    public const string Opened = "DEAL_OPENED";
    public const string Advanced = "DEAL_STAGE_CHANGED";
    public const string TaskCompleted = "DEAL_TASK_COMPLETED";
    public const string Reassigned = "DEAL_REASSIGNED";

    private const int IdLength = 22;

    /// <summary>The key of the row that an id stands for, which only somebody who compares with the database wants to know.</summary>
    public static Guid KeyOf(string id)
    {
        Span<byte> bytes = stackalloc byte[16];
        Base64Url.DecodeFromChars(id.AsSpan(id.Length - IdLength), bytes);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary>A deal as its last answer left it; one writer at a time has it.</summary>
internal sealed class Deal(string id, string stage, string agent)
{
    public string Id { get; } = id;
    public string Stage { get; set; } = stage;
    public string Agent { get; set; } = agent;

    /// <summary>Its open tasks, by id, with their stage.</summary>
    public Dictionary<string, string> Tasks { get; } = new(StringComparer.Ordinal);
}
