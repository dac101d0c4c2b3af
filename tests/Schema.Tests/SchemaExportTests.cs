using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Schema.Shared.Access;

namespace Lintel.Schema.Tests;

public sealed class SchemaExportTests
{
    [Fact]
    public async Task The_committed_schema_is_the_declared_one()
    {
        var graph = await SchemaOnly.GraphAsync();

        var sdl = SchemaExport.Sdl(graph.Schema);

        GeneratedFile.Equals("schema.graphql", sdl, "dotnet run --project src/Server -- schema export > schema.graphql");
    }

    [Fact]
    public async Task A_role_s_schema_stands_on_its_own()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var document = Parser.Parse(SchemaExport.Sdl(graph.View(role)));

            var defined = document.Definitions.OfType<GraphQLTypeDefinition>().Select(type => type.Name.StringValue).ToHashSet();
            defined.UnionWith(["String", "Int", "Float", "Boolean", "ID"]);
            var missing = new References().Of(document).Where(name => !defined.Contains(name));
            Assert.Equal([], missing.Select(name => $"{role}: {name}"));
            var empty = document.Definitions.OfType<GraphQLObjectTypeDefinition>().Where(type => type.Fields is not { Count: > 0 });
            Assert.Equal([], empty.Select(type => $"{role}: {type.Name.StringValue}"));
        }
    }

    [Fact]
    public async Task A_role_s_schema_holds_exactly_the_elements_it_has_a_grant_for()
    {
        var graph = await SchemaOnly.GraphAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var viewer = new Viewer { Name = "test", Role = role };
            var shown = CoordinatesOf(Parser.Parse(SchemaExport.Sdl(graph.View(role)))).ToHashSet();

            var denied = Elements(graph.Schema)
                .Where(element => !element.Rules.All(rule => rule.Allows(viewer)))
                .Select(element => element.Coordinate);
            Assert.Equal([], denied.Where(shown.Contains).Select(coordinate => $"{role}: {coordinate}"));
        }
    }

    [Fact]
    public async Task An_integrator_s_schema_knows_no_commission_no_floor_price_and_no_phone()
    {
        var graph = await SchemaOnly.GraphAsync();

        var sdl = SchemaExport.Sdl(graph.View(Role.Integrator));

        var shown = CoordinatesOf(Parser.Parse(sdl)).ToHashSet();
        Assert.Contains("Deal.price", shown);
        Assert.Contains("DealFilterInput.price", shown);
        Assert.Contains("Subscription.dealAlerts", shown);
        Assert.DoesNotContain("commission", string.Join(' ', shown), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Listing.floorPrice", shown);
        Assert.DoesNotContain("ListingFilterInput.floorPrice", shown);
        Assert.DoesNotContain("Client.phone", shown);
        Assert.DoesNotContain("Listing.house", shown);
        // It changes nothing of the brokerage, only what it signs in with and sends.
        Assert.Equal(
            [
                "apiKeyRevoke",
                "apiKeyRotate",
                "trustedDocumentsPublish",
                "trustedDocumentsRetire",
                "webhookCreate",
                "webhookDelete",
                "webhookPause",
                "webhookRedeliver",
                "webhookResume",
                "webhookSecretRotate",
                "webhookTest",
                "webhookUpdate",
            ],
            graph.View(Role.Integrator).Mutation!.Fields.Select(field => field.Name)
        );
    }

    [Fact]
    public async Task A_director_s_schema_has_what_an_integrator_s_lacks()
    {
        var graph = await SchemaOnly.GraphAsync();

        var shown = CoordinatesOf(Parser.Parse(SchemaExport.Sdl(graph.View(Role.Director)))).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "Deal.commission",
                "DealOrderInput.commission",
                "Listing.floorPrice",
                "Client.phone",
                "Listing.house",
                "Mutation.listingPublish",
            },
            shown
        );
        Assert.DoesNotContain("Client.identityNumber", shown);
        Assert.DoesNotContain("Mutation.clientCreate", shown);
    }

    /// <summary>Every field and input field with the rules it stands under: its own, its type's and its target's rows.</summary>
    private static IEnumerable<(string Coordinate, List<AccessRule> Rules)> Elements(ISchema schema) =>
        from type in schema.AllTypes.OfType<IComplexGraphType>()
        where !type.Name.StartsWith("__", StringComparison.Ordinal)
        from field in type.Fields
        select (
            $"{type.Name}.{field.Name}",
            new[] { field.Rule(), (type as IObjectGraphType)?.Rule(), (field.ResolvedType!.GetNamedType() as IObjectGraphType)?.Rule() } // initialised
                .OfType<AccessRule>()
                .ToList()
        );

    private static IEnumerable<string> CoordinatesOf(GraphQLDocument document) =>
        document.Definitions.SelectMany(definition =>
            definition switch
            {
                GraphQLObjectTypeDefinition type => type.Fields!.Select(field => $"{type.Name.StringValue}.{field.Name.StringValue}"), // none is empty
                GraphQLInputObjectTypeDefinition type => type.Fields!.Select(field => $"{type.Name.StringValue}.{field.Name.StringValue}"), // none is empty
                _ => [],
            }
        );

    /// <summary>The names of types a document refers to.</summary>
    private sealed class References : GraphQLParser.Visitors.ASTVisitor<NullVisitorContext>
    {
        private readonly HashSet<string> _names = [];

        public HashSet<string> Of(GraphQLDocument document)
        {
            VisitAsync(document, default).AsTask().GetAwaiter().GetResult();
            return _names;
        }

        protected override ValueTask VisitNamedTypeAsync(GraphQLNamedType namedType, NullVisitorContext context)
        {
            _names.Add(namedType.Name.StringValue);
            return base.VisitNamedTypeAsync(namedType, context);
        }
    }

    private readonly struct NullVisitorContext : GraphQLParser.Visitors.IASTVisitorContext
    {
        public CancellationToken CancellationToken => CancellationToken.None;
    }
}
