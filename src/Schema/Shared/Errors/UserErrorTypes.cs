using System.Reflection;
using GraphQL.Resolvers;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;
using Lintel.Schema.Shared.Declaring;
using Lintel.Schema.Shared.Nodes;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Shared.Errors;

/// <summary>
/// The graph's error types, one a <see cref="UserError"/> record: code, message, path, and what the record adds. <see cref="StaleVersion"/> is one
/// for each type of object, see <see cref="StaleTypes"/>.
/// </summary>
internal sealed class UserErrorTypes
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(InvalidInput)] = "One value of the input breaks a rule; path leads to it, code names the rule.",
        [typeof(NotFound)] = "There is no such object, or you may not see or change it.",
        [typeof(WrongState)] = "The object is in a state from which this step does not exist.",
        [typeof(Domain.Audit.RevealQuotaExceeded)] = "You have had as many values revealed today as you may.",
        [typeof(Domain.Audit.NotOnFile)] = "There is nothing behind the mask.",
        [typeof(Domain.Listings.DuplicateListing)] = "The brokerage lists this house already.",
        [typeof(Domain.Listings.LicenseExpired)] = "The list agent's licence is not valid today.",
        [typeof(Domain.Listings.ListingIncomplete)] = "The listing lacks something it must have before it is published.",
        [typeof(Domain.Clients.DuplicateClient)] = "The brokerage knows this phone already; whose it is stays unsaid.",
        [typeof(Domain.Deals.DealTasksOpen)] = "The stage has open tasks.",
        [typeof(Domain.Imports.UnknownFormat)] = "There is no import format of this name.",
        [typeof(Domain.Imports.UnknownOffice)] = "There is no such office that you may import for.",
        [typeof(Domain.Imports.NoActiveAgents)] = "Nobody in the office can take the listings.",
        [typeof(Domain.Imports.EmptyFile)] = "The file holds no data row.",
        [typeof(Domain.Imports.BinaryFile)] = "The file is no text.",
        [typeof(Domain.Imports.UnknownEncoding)] = "The encoding of the file was not recognised.",
        [typeof(Domain.Imports.MalformedFile)] = "The file cannot be read as CSV from some line on.",
        [typeof(Domain.Imports.MissingColumns)] = "The header lacks columns that the format reads.",
        [typeof(Domain.Imports.ImportInProgress)] = "The same file is being imported for the same office at this moment.",
        [typeof(Domain.Deals.ListingInDeal)] = "Another deal on this listing is under way.",
        [typeof(Domain.Platform.CustomFieldNameTaken)] = "Your franchise has a field of this name already.",
        [typeof(Domain.Platform.TooManyCustomFields)] = "Your franchise has as many fields on the subject as it may.",
        [typeof(Domain.Platform.WrongCustomKind)] = "The field holds values of another kind.",
        [typeof(Domain.Webhooks.TooManyWebhookEndpoints)] = "The account has as many webhook endpoints as it may.",
        [typeof(Domain.Platform.NoFranchise)] = "Only a franchise partner has fields of its own.",
    };

    private readonly Dictionary<Type, ObjectGraphType> _types = [];
    private readonly StaleTypes _stale;

    public UserErrorTypes(GraphTypeBuilder types)
    {
        Interface = new InterfaceGraphType
        {
            Name = "UserError",
            Description = "An expected refusal. Nothing was written, nobody was told.",
            ResolveType = error => TypeOf(error.GetType()),
        };
        AddCommon(Interface, resolves: false);
        _stale = new StaleTypes(types, this);
    }

    /// <summary>What all error types share.</summary>
    public InterfaceGraphType Interface { get; }

    /// <summary>What those of a stale version share.</summary>
    public InterfaceGraphType StaleInterface => _stale.Interface;

    /// <summary>What a mutation of a subject can answer instead.</summary>
    public UnionGraphType UnionFor(string name, IEnumerable<Type> errors, EntityType subject)
    {
        var union = new UnionGraphType { Name = name, Description = "Why it was refused. New members may be added: keep a default case." };
        foreach (var error in errors.Prepend(typeof(NotFound)).Prepend(typeof(InvalidInput)).Distinct())
        {
            union.AddPossibleType(MemberFor(error, subject));
        }

        union.ResolveType = error => MemberFor(error.GetType(), subject);
        return union;
    }

    /// <summary>Gives a type what all error types share.</summary>
    public void Complete(ObjectGraphType type)
    {
        AddCommon(type, resolves: true);
        type.AddResolvedInterface(Interface);
        Interface.AddPossibleType(type);
    }

    private ObjectGraphType MemberFor(Type error, EntityType subject) => error == typeof(StaleVersion) ? _stale.Of(subject) : TypeOf(error);

    private ObjectGraphType TypeOf(Type error)
    {
        if (_types.TryGetValue(error, out var known))
        {
            return known;
        }

        var type = new ObjectGraphType
        {
            Name = error.Name,
            Description = Words.TryGetValue(error, out var meaning)
                ? meaning
                : throw new InvalidOperationException($"{error.Name} has no description."),
        };
        _types[error] = type;
        Complete(type);
        foreach (var property in error.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.GetMethod is { IsVirtual: false } && typeof(UserError).GetProperty(property.Name) is null)
            {
                var words = IsNullable(property)
                    ? $"See message: {property.Name}; null: not given, or not yours to know."
                    : $"See message: {property.Name}.";
                Add(type, CamelCase(property.Name), TypeOf(property), words, error => Shown(property, error));
            }
        }

        return type;
    }

    /// <summary>A key is shown as the global id of the type its property is named after: ImportRunId.</summary>
    private static object? Shown(PropertyInfo property, UserError error) =>
        property.GetValue(error) is Guid key ? GlobalId.Encode(property.Name[..^"Id".Length], key) : property.GetValue(error);

    private static bool IsNullable(PropertyInfo property) => new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static IGraphType TypeOf(PropertyInfo property) =>
        property.PropertyType switch
        {
            var type when type == typeof(string) => IsNullable(property) ? ScalarTypes.String : new NonNullGraphType(ScalarTypes.String),
            var type when type == typeof(int) => new NonNullGraphType(ScalarTypes.Int),
            var type when type == typeof(Guid) => new NonNullGraphType(ScalarTypes.Id),
            var type when type == typeof(long) => new NonNullGraphType(ScalarTypes.Long),
            var type when type == typeof(DateOnly) => new NonNullGraphType(ScalarTypes.Date),
            var type when type == typeof(IReadOnlyList<string>) => new NonNullGraphType(new ListGraphType(new NonNullGraphType(ScalarTypes.String))),
            var type => throw new InvalidOperationException($"{property.DeclaringType?.Name}.{property.Name}: no graph type for {type.Name}."),
        };

    public static void AddCommon(IComplexGraphType type, bool resolves)
    {
        var strings = new NonNullGraphType(ScalarTypes.String);
        Add(type, "code", strings, "Stable code, never reused; see docs/errors.md.", resolves ? error => error.Code : null);
        Add(type, "message", strings, "One plain sentence for people; may change.", resolves ? error => error.Message : null);
        Add(
            type,
            "path",
            new NonNullGraphType(new ListGraphType(strings)),
            "Leads from input to the offending value; empty: the whole input.",
            resolves ? error => error.Path : null
        );
    }

    public static void Add(IComplexGraphType type, string name, IGraphType fieldType, string description, Func<UserError, object?>? read) =>
        type.AddField(
                new FieldType
                {
                    Name = name,
                    Description = description,
                    ResolvedType = fieldType,
                    Resolver = read is null ? null : new FuncFieldResolver<object>(context => read((UserError)context.Source!)), // an error is its own source
                }
            )
            .VisibleTo(AccessRule.WithRow);

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
