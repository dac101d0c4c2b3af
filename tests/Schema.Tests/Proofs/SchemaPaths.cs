using System.Globalization;
using GraphQL;
using GraphQL.Types;

namespace Lintel.Schema.Tests.Proofs;

/// <summary>One step of a path: a field of a type, or a type condition on what an interface or union leads to.</summary>
internal sealed record PathStep(IComplexGraphType? Owner, FieldType? Field, IObjectGraphType? Narrowed)
{
    public string Text => Field is not null ? SchemaPaths.Text(Field) : $"... on {Narrowed!.Name}"; // one of the two
}

/// <summary>A way from a root to an object type: the shortest one to the type before it, and one field from there.</summary>
internal sealed record SchemaPath(string Operation, IReadOnlyList<PathStep> Steps, IComplexGraphType Type)
{
    public string Name => string.Join('.', Steps.Select(step => step.Field?.Name ?? $"({step.Narrowed!.Name})")); // one of the two

    public string Document(string selection) =>
        $"{Operation} {{ {string.Concat(Steps.Select(step => step.Text + " { "))}{selection}{string.Concat(Steps.Select(_ => " }"))} }}";
}

/// <summary>Every way into every object type of a schema: each field that leads there, reached by the shortest path to its owner.</summary>
internal static class SchemaPaths
{
    public static IReadOnlyList<SchemaPath> Of(ISchema schema)
    {
        var roots = new (string Operation, IObjectGraphType? Root)[]
        {
            ("query", schema.Query),
            ("mutation", schema.Mutation),
            ("subscription", schema.Subscription),
        };
        var paths = new List<SchemaPath>();
        foreach (var (operation, root) in roots.Where(root => root.Root is not null))
        {
            var start = new SchemaPath(operation, [], root!); // filtered above
            paths.Add(start);
            Walk(start, paths);
        }

        return paths;
    }

    private static void Walk(SchemaPath start, List<SchemaPath> paths)
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { start.Type.Name };
        var waiting = new Queue<SchemaPath>([start]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in Steps(at))
            {
                if (next.Type is IObjectGraphType)
                {
                    paths.Add(next);
                }

                if (known.Add(next.Type.Name))
                {
                    waiting.Enqueue(next);
                }
            }
        }
    }

    private static IEnumerable<SchemaPath> Steps(SchemaPath at)
    {
        foreach (var field in at.Type.Fields)
        {
            switch (field.ResolvedType!.GetNamedType()) // initialised
            {
                case IObjectGraphType type:
                    yield return at with
                    {
                        Steps = [.. at.Steps, new PathStep(at.Type, field, null)],
                        Type = type,
                    };
                    break;
                case IAbstractGraphType open:
                    foreach (var possible in open.PossibleTypes)
                    {
                        yield return at with
                        {
                            Steps = [.. at.Steps, new PathStep(at.Type, field, null), new PathStep(null, null, possible)],
                            Type = possible,
                        };
                    }

                    break;
            }
        }
    }

    /// <summary>A field as it is asked for.</summary>
    public static string Text(FieldType field) => field.Name + RequiredArguments(field);

    /// <summary>The arguments a field cannot be asked for without, with values that lead nowhere.</summary>
    private static string RequiredArguments(FieldType field)
    {
        var required = (field.Arguments ?? []).Where(argument => argument is { ResolvedType: NonNullGraphType, DefaultValue: null }).ToList();
        return required.Count == 0
            ? ""
            : $"({string.Join(", ", required.Select(argument => $"{argument.Name}: {Literal(argument.ResolvedType!)}"))})"; // initialised
    }

    /// <summary>A value of an input type with what it cannot be without; mutations are dry runs.</summary>
    public static string Literal(IGraphType type) =>
        type switch
        {
            NonNullGraphType { ResolvedType: { } inner } => Literal(inner),
            ListGraphType { ResolvedType: { } inner } => $"[{Literal(inner)}]",
            IInputObjectGraphType input =>
                $"{{{string.Join(", ", input.Fields.Where(IsGiven).Select(field => $"{field.Name}: {(field.Name == "dryRun" ? "true" : Literal(field.ResolvedType!))}"))}}}", // initialised
            EnumerationGraphType values => values.Values.First().Name,
            INamedType { Name: "ID" } => $"\"{Ids.Of("Listing", Guid.Empty)}\"",
            INamedType { Name: "String" } => "\"{ __typename }\"",
            INamedType { Name: "Boolean" } => "true",
            INamedType { Name: "Date" } => "\"2026-01-01\"",
            INamedType { Name: "DateTime" } => "\"2026-01-01T00:00:00Z\"",
            INamedType { Name: "URL" } => "\"https://example.org/\"",
            INamedType { Name: "Float" } => "0.5",
            INamedType { Name: "Int" or "Long" or "Decimal" } => 1.ToString(CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException($"No literal of {type}."),
        };

    private static bool IsGiven(FieldType field) => field is { ResolvedType: NonNullGraphType, DefaultValue: null } || field.Name == "dryRun";
}
