using System.Text.Json;
using System.Text.Json.Serialization;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Errors;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Mutating;

/// <summary>The Mutation type: one field a mutation, <c>name(input:): Payload!</c>, generated from the mutations' declarations.</summary>
internal sealed class MutationRoot(GraphTypeBuilder types, DeclaredGraph graph, MutationPipeline pipeline, UserErrorTypes errors)
{
    /// <summary>What a retry is recognised by: the values, however they were written; what is not given leaves no trace.</summary>
    private static readonly JsonSerializerOptions Canonical = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly InputRecord _inputs = new();

    public ObjectGraphType Build(IEnumerable<Mutation> mutations)
    {
        var root = new ObjectGraphType
        {
            Name = "Mutation",
            Description = "Every action of the brokerage. Expected refusals are in the payload's errors; nothing is written then.",
        };
        foreach (var mutation in mutations.OrderBy(mutation => mutation.Name, StringComparer.Ordinal))
        {
            root.AddField(Field(mutation)).AllowedTo(mutation.AllowedTo).NeedsKeyScope(mutation.NeedsScope).DeprecatedBy(mutation.Deprecation);
        }

        return root;
    }

    private FieldType Field(Mutation mutation)
    {
        var typeName = char.ToUpperInvariant(mutation.Name[0]) + mutation.Name[1..];
        var input = _inputs.TypeOf(mutation.Input, typeName + "Input", $"What {mutation.Name} takes.");
        return new FieldType
        {
            Name = mutation.Name,
            Description = mutation.Description,
            ResolvedType = new NonNullGraphType(Payload(mutation, typeName)),
            Arguments = new QueryArguments(
                new QueryArgument(new NonNullGraphType(input)) { Name = "input", Description = "What to do." }.UsableBy(AccessRule.WithRow)
            ),
            Resolver = new FuncFieldResolver<object>(async context => await RunAsync(mutation, context)),
        };
    }

    private async Task<object> RunAsync(Mutation mutation, IResolveFieldContext context)
    {
        var values = (IDictionary<string, object?>)context.Arguments!["input"].Value!; // non-null by its type
        var input = InputRecord.Read(mutation.Input, values);
        return await pipeline.RunAsync(
            mutation,
            input,
            JsonSerializer.Serialize(input, mutation.Input, Canonical),
            ViewerContext.Of(context.UserContext),
            ViewerContext.LimitOf(context.UserContext),
            context.CancellationToken
        );
    }

    private ObjectGraphType Payload(Mutation mutation, string typeName)
    {
        var subject = graph.For(mutation.Subject);
        var payload = new ObjectGraphType { Name = typeName + "Payload", Description = $"What {mutation.Name} answers." };
        payload.AddField(SubjectField(subject));
        AddClearValues(payload, mutation);
        payload
            .AddField(
                new FieldType
                {
                    Name = "errors",
                    Description = "Why nothing was done; empty when it was.",
                    ResolvedType = new NonNullGraphType(
                        new ListGraphType(new NonNullGraphType(errors.UnionFor(typeName + "Error", mutation.Errors, subject)))
                    ),
                    Resolver = new FuncFieldResolver<object>(context => Answer(context).Errors),
                }
            )
            .VisibleTo(AccessRule.WithRow);
        payload
            .AddField(
                new FieldType
                {
                    Name = "sequence",
                    Description = "Place of the last event this wrote in the event log; null when it wrote none.",
                    ResolvedType = ScalarTypes.Long,
                    Resolver = new FuncFieldResolver<object>(context => Told(context).Count == 0 ? null : Answer(context).Sequence),
                }
            )
            .VisibleTo(AccessRule.WithRow);
        payload
            .AddField(
                new FieldType
                {
                    Name = "events",
                    Description = "The kinds of the events this wrote, or would write (dryRun), in order.",
                    ResolvedType = new NonNullGraphType(new ListGraphType(new NonNullGraphType(EnumTypes.Of<EventKind>()))),
                    Resolver = new FuncFieldResolver<object>(context => Told(context)),
                }
            )
            .VisibleTo(AccessRule.WithRow);
        return payload;
    }

    /// <summary>What the payload shows and no other field does.</summary>
    private void AddClearValues(ObjectGraphType payload, Mutation mutation)
    {
        if (mutation.Reveals is { } reveals)
        {
            payload
                .AddField(
                    new FieldType
                    {
                        Name = reveals.Name,
                        Description = reveals.Description,
                        ResolvedType = ScalarTypes.String,
                        Resolver = new FuncFieldResolver<object>(async context =>
                            await pipeline.RevealAsync(reveals, Answer(context), ViewerContext.Of(context.UserContext), context.CancellationToken)
                        ),
                    }
                )
                .VisibleTo(AccessRule.WithRow);
        }

        if (mutation.ShowsOnce is { } once)
        {
            payload
                .AddField(
                    new FieldType
                    {
                        Name = once.Name,
                        Description = once.Description,
                        ResolvedType = ScalarTypes.String,
                        Resolver = new FuncFieldResolver<object>(context => Answer(context).ShownOnce),
                    }
                )
                .VisibleTo(AccessRule.WithRow);
        }
    }

    /// <summary>The kinds of its events that the caller may hear of; a silent alarm leaves no trace in the answer.</summary>
    private static IReadOnlyList<EventKind> Told(IResolveFieldContext context)
    {
        var viewer = ViewerContext.Of(context.UserContext);
        return [.. Answer(context).Events.Where(kind => EnumTypes.Sees(viewer, kind))];
    }

    private FieldType SubjectField(EntityType subject) =>
        types.RootReference(
            subject,
            char.ToLowerInvariant(subject.Name[0]) + subject.Name[1..],
            "The object after the action; null when it was refused or only a dry run.",
            context => Answer(context).SubjectId
        );

    private static MutationAnswer Answer(IResolveFieldContext context) => (MutationAnswer)context.Source!; // the payload's source
}
