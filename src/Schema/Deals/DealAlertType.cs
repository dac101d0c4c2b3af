using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Domain.Deals;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Deals;

/// <summary>The types of the deal alert stream.</summary>
internal sealed class DealAlertType
{
    public DealAlertType(GraphTypeBuilder types)
    {
        StreamItem = new InterfaceGraphType { Name = "StreamItem", Description = "One item of a resumable stream." };
        Add(StreamItem, "sequence", new NonNullGraphType(ScalarTypes.Long), SequenceText, null);
        Add(StreamItem, "previousSequence", ScalarTypes.Long, PreviousText, null);
        Add(StreamItem, "position", new NonNullGraphType(ScalarTypes.String), PositionText, null);

        var alert = Member("DealAlert", "Something happened to a deal you may see.");
        Add(alert, "kind", new NonNullGraphType(EnumTypes.Of<DealAlertKind>()), "What happened.", item => ((DealAlert)item).Kind);
        Add(alert, "occurredAt", new NonNullGraphType(ScalarTypes.DateTime), "When it happened.", item => ((DealAlert)item).OccurredAt);
        Add(alert, "fromStage", EnumTypes.Of<DealStage>(), "The stage before; null unless STAGE_CHANGED.", item => ((DealAlert)item).FromStage);
        Add(alert, "toStage", EnumTypes.Of<DealStage>(), "The stage since; null unless STAGE_CHANGED.", item => ((DealAlert)item).ToStage);
        alert
            .AddField(
                new FieldType
                {
                    Name = "escalatedTo",
                    Description = "Who is to know: STORE_MANAGER or DIRECTOR; null unless TASK_ESCALATED.",
                    ResolvedType = EnumTypes.Of<Role>(),
                    Resolver = new FuncFieldResolver<object>(context => (context.Source as DealAlert)?.EscalatedTo),
                }
            )
            .VisibleTo(DealAccess.Office);
        alert.AddField(types.RootReference<Deal>("deal", "The deal as it is now; null when it is out of your sight by now.", DealOf));
        alert.AddField(
            types.RootReference<DealTask>(
                "task",
                "The task; null unless TASK_COMPLETED, TASK_DUE, TASK_OVERDUE or TASK_ESCALATED.",
                context => (context.Source as DealAlert)?.TaskId // the members of the union have one planner
            )
        );

        var gained = Member("VisibilityGained", "A deal came into your sight, as it is now: put it into your mirror.");
        gained.AddField(types.RootNode<Deal>("node", "The deal; null when it is out of your sight again by now.", DealOf));

        var lost = Member("VisibilityLost", "A deal left your sight: take it out of your mirror. It may be one that you never had.");
        Add(
            lost,
            "resourceId",
            new NonNullGraphType(ScalarTypes.Id),
            "The id of what was a Deal to you.",
            item => GlobalId.Encode("Deal", item.DealId)
        );

        Item = new UnionGraphType
        {
            Name = "DealStreamItem",
            Description = "An item of the deal alert stream. New members may be added: keep a default case.",
            ResolveType = MemberOf,
        };
        StreamItem.ResolveType = MemberOf;
        foreach (var member in (ObjectGraphType[])[alert, gained, lost])
        {
            Item.AddPossibleType(member);
        }

        IObjectGraphType MemberOf(object item) =>
            item switch
            {
                VisibilityGained => gained,
                VisibilityLost => lost,
                _ => alert,
            };
    }

    public InterfaceGraphType StreamItem { get; }
    public UnionGraphType Item { get; }

    /// <summary>The conditions, for whoever follows and whoever pulls.</summary>
    public InputObjectGraphType Filter { get; } = DealAlertArguments.Filter();

    private const string SequenceText =
        "Place in the brand's event log; follows the order of commits. What came into sight or left it with a change of your own access has the sequence of what you handled before.";
    private const string PreviousText =
        "The sequence of the item before in this stream, after filtering; null for the first item after after or after the start. If it is not that of the last one you handled, you missed something.";
    private const string PositionText = "Give it to after, and the stream goes on behind this item. Keep it with what you did with the item.";

    private ObjectGraphType Member(string name, string description)
    {
        var member = new ObjectGraphType { Name = name, Description = description };
        Add(member, "sequence", new NonNullGraphType(ScalarTypes.Long), SequenceText, item => item.Sequence);
        Add(member, "previousSequence", ScalarTypes.Long, PreviousText, item => item.PreviousSequence);
        Add(member, "position", new NonNullGraphType(ScalarTypes.String), PositionText, item => item.Position.ToString());
        member.AddResolvedInterface(StreamItem);
        StreamItem.AddPossibleType(member);
        return member;
    }

    private static Guid? DealOf(IResolveFieldContext context) => ((DealStreamItem)context.Source!).DealId; // an item is its own source

    private static void Add(IComplexGraphType type, string name, IGraphType fieldType, string description, Func<DealStreamItem, object?>? read) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = read is null ? null : new FuncFieldResolver<object>(context => read((DealStreamItem)context.Source!)), // an item is its own source
                }
            )
            .VisibleTo(AccessRule.WithRow);
}
