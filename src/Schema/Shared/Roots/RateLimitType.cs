using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Schema.Shared.Roots;

/// <summary><c>viewer { rateLimit }</c>: the caller's budget.</summary>
internal static class RateLimitType
{
    public static FieldType Field(ViewerBudgets budgets)
    {
        var type = new ObjectGraphType
        {
            Name = "RateLimit",
            Description = "Your budget of points, from which the price of each operation is taken.",
        };
        AddPoints(type, "limit", "Points of the full budget.", _ => budgets.Limits.Budget);
        AddPoints(
            type,
            "remaining",
            "Points that are left, the price of this operation taken; what it does not use is given back after.",
            viewer => StateFor(budgets, viewer).Remaining
        );
        AddPoints(type, "restoreRate", "Points that are restored in a second, up to the limit.", _ => budgets.Limits.RestorePerSecond);
        Add(
            type,
            "resetAt",
            "When the budget is full again if nothing more is taken.",
            ScalarTypes.DateTime,
            (viewer, now) => now + StateFor(budgets, viewer).UntilFull,
            (inputs, json) => json.WriteInstant((inputs.Now + StateFor(budgets, inputs.Viewer).UntilFull).UtcDateTime)
        );
        return new FieldType
        {
            Name = "rateLimit",
            Description = type.Description,
            ResolvedType = new NonNullGraphType(type),
            Resolver = new FuncFieldResolver<object>(context => context.Source),
        }
            .PlannedAsObject()
            .VisibleTo(AccessRule.WithRow);
    }

    private static BudgetState StateFor(ViewerBudgets budgets, Viewer viewer) => budgets.StateOf(ViewerBudgets.OwnerOf(viewer));

    private static void AddPoints(ObjectGraphType type, string name, string description, Func<Viewer, long> read) =>
        Add(type, name, description, ScalarTypes.Long, (viewer, _) => read(viewer), (inputs, json) => json.WriteLong(read(inputs.Viewer)));

    private static void Add(
        ObjectGraphType type,
        string name,
        string description,
        IGraphType fieldType,
        Func<Viewer, DateTimeOffset, object> read,
        Action<ReadInputs, JsonBuffer> write
    ) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = new NonNullGraphType(fieldType),
                    Resolver = new FuncFieldResolver<object>(context =>
                        read((Viewer)context.Source!, context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow()) // the engine gives both
                    ),
                }.PlannedAsValue(write)
            )
            .VisibleTo(AccessRule.WithRow);
}
