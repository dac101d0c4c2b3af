using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Deals;

/// <summary>The types of the deal alert stream.</summary>
internal sealed class DealAlertType
{
    public DealAlertType(GraphTypeBuilder types)
    {
        StreamItem = new InterfaceGraphType
        {
            Name = "StreamItem",
            Description = "One item of a resumable stream.",
            ResolveType = _ => Alert,
        };
        Add(StreamItem, "sequence", new NonNullGraphType(ScalarTypes.Long), SequenceText, null);
        Add(StreamItem, "previousSequence", ScalarTypes.Long, PreviousText, null);

        Alert = new ObjectGraphType { Name = "DealAlert", Description = "Something happened to a deal you may see." };
        Add(Alert, "sequence", new NonNullGraphType(ScalarTypes.Long), SequenceText, alert => alert.Sequence);
        Add(Alert, "previousSequence", ScalarTypes.Long, PreviousText, alert => alert.PreviousSequence);
        Alert.AddResolvedInterface(StreamItem);
        StreamItem.AddPossibleType(Alert);
        Add(Alert, "kind", new NonNullGraphType(EnumTypes.Of<DealAlertKind>()), "What happened.", alert => alert.Kind);
        Add(Alert, "occurredAt", new NonNullGraphType(ScalarTypes.DateTime), "When it happened.", alert => alert.OccurredAt);
        Add(Alert, "fromStage", EnumTypes.Of<DealStage>(), "The stage before; null unless STAGE_CHANGED.", alert => alert.FromStage);
        Add(Alert, "toStage", EnumTypes.Of<DealStage>(), "The stage since; null unless STAGE_CHANGED.", alert => alert.ToStage);
        Alert.AddField(
            types.RootReference<Deal>(
                "deal",
                "The deal as it is now; null when it is out of your sight by now.",
                context => ((DealAlert)context.Source!).DealId
            )
        );
        Alert.AddField(
            types.RootReference<DealTask>("task", "The task; null unless TASK_COMPLETED.", context => ((DealAlert)context.Source!).TaskId)
        );

        Item = new UnionGraphType
        {
            Name = "DealStreamItem",
            Description = "An item of the deal alert stream. New members may be added: keep a default case.",
            ResolveType = _ => Alert,
        };
        Item.AddPossibleType(Alert);
    }

    public InterfaceGraphType StreamItem { get; }
    public ObjectGraphType Alert { get; }
    public UnionGraphType Item { get; }

    private const string SequenceText = "Place in the brand's event log; follows the order of commits. Give the last one you handled to after.";
    private const string PreviousText =
        "The sequence of the item before in this stream, after filtering; null for the first item after after or after the start. If it is not the last one you handled, you missed something.";

    private static void Add(IComplexGraphType type, string name, IGraphType fieldType, string description, Func<DealAlert, object?>? read) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = read is null ? null : new FuncFieldResolver<object>(context => read((DealAlert)context.Source!)), // an alert is its own source
                }
            )
            .VisibleTo(AccessRule.WithRow);
}
