using GraphQL.Types;

namespace Lintel.Schema.Shared.Roots;

/// <summary>The Subscription type.</summary>
internal static class SubscriptionRoot
{
    public static ObjectGraphType Build(params FieldType[] fields)
    {
        var root = new ObjectGraphType
        {
            Name = "Subscription",
            Description = "Streams over graphql-transport-ws. They follow the event log: resume with after, and nothing is lost.",
        };
        foreach (var field in fields)
        {
            root.AddField(field);
        }

        return root;
    }
}
