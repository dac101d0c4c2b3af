using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Shared.Costing;

/// <summary>What an answer says of its cost, in points (<c>extensions.cost</c>).</summary>
/// <param name="Requested">The price that was taken before it ran.</param>
/// <param name="Actual">What the answer cost, never more; null: nothing ran.</param>
/// <param name="Budget">What is left of the viewer's budget; of one that several servers share, as far as this one knows.</param>
/// <param name="RestoreRate">By how much it fills up in a second.</param>
internal readonly record struct OperationCost(long Requested, long? Actual, long Budget, long RestoreRate)
{
    /// <summary>The name in <c>extensions</c>.</summary>
    public const string Key = "cost";

    /// <summary>Writes <c>,"extensions":{"cost":{…}}</c>.</summary>
    public void WriteExtensions(JsonBuffer json)
    {
        json.Write(",\"extensions\":{\"cost\":{\"requested\":"u8);
        json.WriteLong(Requested);
        if (Actual is { } actual)
        {
            json.Write(",\"actual\":"u8);
            json.WriteLong(actual);
        }

        json.Write(",\"budget\":"u8);
        json.WriteLong(Budget);
        json.Write(",\"restoreRate\":"u8);
        json.WriteLong(RestoreRate);
        json.Write("}}"u8);
    }

    /// <summary>The same for the engine's serializer.</summary>
    public IReadOnlyDictionary<string, object?> ToExtension()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["requested"] = Requested };
        if (Actual is { } actual)
        {
            members["actual"] = actual;
        }

        members["budget"] = Budget;
        members["restoreRate"] = RestoreRate;
        return members;
    }
}
