using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Deprecating;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Declaring;

/// <summary>Builds the GraphQL types of the declared graph: objects, connections, edges and their arguments.</summary>
internal sealed class GraphTypeBuilder(DeclaredGraph graph, ReadPlanner planner)
{
    private readonly Dictionary<string, ObjectGraphType> _objects = new(StringComparer.Ordinal);
    private readonly FilterInputs _filters = new(graph);
    private readonly AggregateTypes _aggregates = new(OnlyPlanned);
    private readonly ObjectGraphType _pageInfo = CreatePageInfo();

    /// <summary>The interface of everything that has a global id.</summary>
    public InterfaceGraphType Node { get; } = CreateNode();

    public ObjectGraphType Object<T>() => Object(graph.For(typeof(T)));

    public ObjectGraphType Object(EntityType type)
    {
        if (_objects.TryGetValue(type.Name, out var known))
        {
            return known;
        }

        var built = new ObjectGraphType { Name = type.Name, Description = type.Description };
        _objects[type.Name] = built;
        Node.ResolveType ??= _ => throw new InvalidOperationException("Nodes are read by plans, which know their type.");
        Rule(type, built);
        foreach (var element in type.Elements)
        {
            var field = new FieldType
            {
                Name = element.Name,
                Description = element.Description,
                ResolvedType = TypeOf(element),
                Resolver = OnlyPlanned,
            };
            if (element is CollectionDeclaration { IsConnection: true } collection)
            {
                field.Arguments = ConnectionArguments(graph.For(collection.Target));
            }

            built.AddField(field).VisibleTo(element.Access).DeprecatedBy(element.Deprecation);
            if (element.ResoField is { } reso && type.ResoResource is { } resource)
            {
                ResoDirective.Apply(field, resource, reso);
            }
        }

        if (type.IsNode)
        {
            built.AddResolvedInterface(Node);
            Node.AddPossibleType(built);
        }

        return built;
    }

    /// <summary>A field, planned, over all rows of a type the viewer may see.</summary>
    public FieldType RootConnection<T>(string name, string description)
    {
        var type = graph.For(typeof(T));
        return Planned(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = new NonNullGraphType(Connection(type)),
                    Arguments = ConnectionArguments(type),
                },
                (plan, asked, shape) => plan.Connection(type, asked, shape)
            )
            .VisibleTo(RowRuleOf(type));
    }

    /// <summary>A field, planned, for one row whose key the viewer has; null when the viewer may not see it.</summary>
    public FieldType ViewerReference<T>(string name, string description, Func<Viewer, Guid?> key)
    {
        var type = graph.For(typeof(T));
        return Planned(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = Object(type),
                },
                (plan, asked, shape) => plan.Single(type, asked, inputs => key(inputs.Viewer), shape)
            )
            .VisibleTo(AccessRule.WithRow);
    }

    /// <summary>A field that a plan reads, as part of a whole query or by itself.</summary>
    public FieldType Planned(FieldType field, FieldPlan plan)
    {
        field.Resolver = new FuncFieldResolver<object>(context => planner.FieldAsync(plan, context));
        return field.AsLeaf().PlannedAs(plan);
    }

    /// <summary>A field for one row whose key is taken from the parent object, which the engine has; null when the viewer may not see it.</summary>
    public FieldType RootReference<T>(string name, string description, Func<IResolveFieldContext, Guid?> key) =>
        RootReference(graph.For(typeof(T)), name, description, key);

    /// <inheritdoc cref="RootReference{T}"/>
    public FieldType RootReference(EntityType type, string name, string description, Func<IResolveFieldContext, Guid?> key) =>
        RootReference(type, Object(type), name, description, key);

    /// <summary>The same, told as a Node: what it is, is asked with <c>... on</c>.</summary>
    public FieldType RootNode<T>(string name, string description, Func<IResolveFieldContext, Guid?> key) =>
        RootReference(graph.For(typeof(T)), Node, name, description, key);

    private FieldType RootReference(EntityType type, IGraphType shown, string name, string description, Func<IResolveFieldContext, Guid?> key) =>
        new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = shown,
            Resolver = new FuncFieldResolver<object>(context =>
            {
                var id = key(context);
                return id is null ? default : planner.FieldAsync((plan, asked, shape) => plan.Single(type, asked, _ => id, shape), context);
            }),
        }
            .AsLeaf()
            .VisibleTo(AccessRule.WithRow);

    /// <summary>Every role with a grant on a type's rows may ask for them; what it gets is the rows' matter.</summary>
    private static AccessRule RowRuleOf(EntityType type) => type.Rows!.Rule; // present: Rule() refused the type otherwise

    private static void Rule(EntityType type, ObjectGraphType built)
    {
        built.VisibleTo(type.Rows?.Rule ?? throw new InvalidOperationException($"{type.Name} does not say who sees its rows (RowsFor or RowsWith)."));
        if (type.ResoResource is { } resource)
        {
            ResoDirective.Apply(built, resource, field: null);
        }
    }

    private IGraphType TypeOf(ElementDeclaration element) =>
        element switch
        {
            FieldDeclaration { Kind: FlagsKind flags, IsNullable: false } => flags.GraphType,
            FieldDeclaration { IsNullable: false } field => new NonNullGraphType(field.Kind.GraphType),
            FieldDeclaration field => field.Kind.GraphType is NonNullGraphType { ResolvedType: { } inner } ? inner : field.Kind.GraphType,
            ReferenceDeclaration reference => Object(graph.For(reference.Target)),
            CollectionDeclaration { IsConnection: true } collection => OrNull(collection, Connection(graph.For(collection.Target))),
            CollectionDeclaration collection => OrNull(collection, new ListGraphType(new NonNullGraphType(Object(graph.For(collection.Target))))),
            _ => throw new InvalidOperationException($"{element.Name} is of no known kind."),
        };

    private static IGraphType OrNull(CollectionDeclaration collection, IGraphType type) =>
        collection.Access.CoversEveryRow ? new NonNullGraphType(type) : type;

    private ObjectGraphType Connection(EntityType type)
    {
        var name = type.Name + "Connection";
        if (_objects.TryGetValue(name, out var known))
        {
            return known;
        }

        var connection = new ObjectGraphType { Name = name, Description = $"A page of {type.Name} rows you may see, in the order asked for." };
        _objects[name] = connection;
        var node = new NonNullGraphType(Object(type));
        var edge = new ObjectGraphType { Name = type.Name + "Edge", Description = $"One {type.Name} and its place in the list." };
        Add(edge, "cursor", new NonNullGraphType(ScalarTypes.String), "The place of this row; give it to after or before.");
        Add(edge, "node", node, "The row.");
        Add(connection, "nodes", new NonNullGraphType(new ListGraphType(node)), "The rows of this page.");
        Add(connection, "edges", new NonNullGraphType(new ListGraphType(new NonNullGraphType(edge))), "The rows of this page with their cursors.");
        Add(connection, "pageInfo", new NonNullGraphType(_pageInfo), "Where this page lies in the list.");
        Add(connection, "totalCount", new NonNullGraphType(ScalarTypes.Long), "How many rows there are on all pages; counted only when asked for.");
        Add(
            connection,
            "aggregate",
            new NonNullGraphType(_aggregates.Of(type)),
            "Figures over all rows of the list, on whatever page; computed only when asked for."
        );
        return connection;
    }

    private QueryArguments ConnectionArguments(EntityType type)
    {
        var arguments = new QueryArguments(
            Argument(
                "first",
                ScalarTypes.Int,
                $"Rows of the page, counted from the start: 0 to {PageArguments.LargestSize}, default {PageArguments.DefaultSize}."
            ),
            Argument("after", ScalarTypes.String, "Only rows after this cursor."),
            Argument("last", ScalarTypes.Int, $"Rows of the page, counted from the end: 0 to {PageArguments.LargestSize}."),
            Argument("before", ScalarTypes.String, "Only rows before this cursor."),
            Argument("where", _filters.WhereOf(type), "Only rows that meet this; at most 500 conditions.")
        );
        if (SearchDeclarations.Describe(graph, type) is { } searched)
        {
            arguments.Add(Argument("search", ScalarTypes.String, searched));
        }

        if (_filters.OrderOf(type) is { } order)
        {
            arguments.Add(
                Argument("order", new ListGraphType(new NonNullGraphType(order)), "Sort by these, the first one first; the id completes the order.")
            );
        }

        return arguments;
    }

    private static QueryArgument Argument(string name, IGraphType type, string description) =>
        new QueryArgument(type) { Name = name, Description = description }.UsableBy(AccessRule.WithRow);

    private static void Add(ObjectGraphType type, string name, IGraphType fieldType, string description) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = OnlyPlanned,
                }
            )
            .VisibleTo(AccessRule.WithRow);

    private static IFieldResolver OnlyPlanned { get; } =
        new FuncFieldResolver<object>(context =>
            throw new InvalidOperationException($"{context.ParentType.Name}.{context.FieldDefinition.Name} is read by a plan, not by the engine.")
        );

    private static ObjectGraphType CreatePageInfo()
    {
        var type = new ObjectGraphType { Name = "PageInfo", Description = "Where a page lies in its list (Relay)." };
        Add(type, "hasNextPage", new NonNullGraphType(ScalarTypes.Boolean), "There are rows after this page.");
        Add(type, "hasPreviousPage", new NonNullGraphType(ScalarTypes.Boolean), "There are rows before this page.");
        Add(type, "startCursor", ScalarTypes.String, "The first row's cursor; null on an empty page.");
        Add(type, "endCursor", ScalarTypes.String, "The last row's cursor; null on an empty page.");
        return type;
    }

    private static InterfaceGraphType CreateNode()
    {
        var node = new InterfaceGraphType { Name = "Node", Description = "Everything that has a global id." };
        node.AddField(
                new FieldType
                {
                    Name = "id",
                    Description = "Opaque global id; never changes, never used again.",
                    ResolvedType = new NonNullGraphType(ScalarTypes.Id),
                }
            )
            .VisibleTo(AccessRule.WithRow);
        return node;
    }
}
