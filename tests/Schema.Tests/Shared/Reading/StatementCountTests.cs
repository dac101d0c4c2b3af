using System.Text;
using GraphQLParser;
using GraphQLParser.AST;
using Lintel.Data;
using Lintel.Domain;
using Lintel.Domain.Audit;
using Lintel.Domain.Imports;
using Lintel.Domain.Listings;
using Lintel.Domain.Organisation;
using Lintel.Domain.Platform;
using Lintel.Domain.Webhooks;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>
/// The number of statements depends on the shape of an operation, never on the number of rows. The operations are generated from
/// the schema: every list of the graph with all its values, all references and, below each of these, all lists again.
/// </summary>
public sealed class StatementCountTests
{
    /// <summary>Every list with every field is more than a caller may ask for at once.</summary>
    private static readonly DocumentLimits Everything = new() { Fields = 10_000, Tokens = 50_000 };

    [BothDatabases]
    public async Task Every_list_of_the_graph_costs_the_same_for_one_row_and_for_a_hundred(DatabaseProvider provider)
    {
        await using var one = await Graph.CreateAsync(provider, cast => Arrange(cast, 1), Everything);
        await using var hundred = await Graph.CreateAsync(provider, cast => Arrange(cast, 100), Everything);
        await HappenAsync(one);
        await HappenAsync(hundred);
        var shapes = new Shapes(Parser.Parse(SchemaExport.Sdl(one.View(Role.PlatformOps))));
        var reached = new SortedSet<string>(StringComparer.Ordinal);

        foreach (var (list, document, statements) in shapes.OfEveryList())
        {
            Answer? few = null;
            Answer? many = null;
            var forOne = await QueryBudget.CountAsync(async () => few = await one.RunAsync(one.Cast.Ma, document));
            var forHundred = await QueryBudget.CountAsync(async () => many = await hundred.RunAsync(hundred.Cast.Ma, document));

            Assert.Equal($"{list} ", $"{list} {few!.Codes}{many!.Codes}"); // both ran
            Assert.Equal($"{list} {statements} {statements}", $"{list} {forOne} {forHundred}");
            reached.Add(list);
            reached.UnionWith(shapes.Reached);
        }

        // Every field of the schema that is a list of rows was part of it.
        Assert.Equal(shapes.Lists, reached);
        Assert.Equal(38, reached.Count);
        var rows = await hundred.RunAsync(
            hundred.Cast.Ma,
            "{ listings(first: 100) { nodes { showings { nodes { id } } deals { nodes { tasks { totalCount } } } media { id } } } }"
        );
        Assert.Equal(
            100,
            rows["listings.nodes"].EnumerateArray().Count(listing => listing.GetProperty("deals").GetProperty("nodes").GetArrayLength() == 1)
        );
    }

    /// <summary>So many of everything, each with something in every list it has.</summary>
    private static void Arrange(Cast cast, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            var agent = cast.Agent(cast.Home.StoreOfLi, $"第{i}人");
            var client = cast.AddClient($"第{i}客", agent);
            cast.AddNeed(client);
            var listing = cast.AddListing($"L{i}", agent);
            cast.Home.Add(ListingPrice.Create(cast.Home.NewId(), listing, null, listing.ListPriceFen, null, null, TestDatabase.Now));
            cast.Home.Add(Media.Create(cast.Home.NewId(), listing, MediaCategory.Photo, "https://example.org/1.jpg", null, 0));
            cast.AddShowing(agent, listing, client);
            var note = new AuditNote(AuditKind.Reveal, "Client.phone") { ClientId = client.Id, ListingId = listing.Id };
            cast.Home.Add(AuditEntry.Create(cast.Home.Brand.Id, i, note, actor: null, TestDatabase.Now, "", _ => ""));
            cast.AddDeal($"D{i}", agent, listing, client);
            cast.Home.Add(
                Cooperation
                    .Grant(
                        cast.Home.NewId(),
                        cast.Home.StoreOfLi,
                        cast.Home.StoreOfWang,
                        TestDatabase.Now,
                        TestDatabase.Now.AddDays(1),
                        TestDatabase.Now
                    )
                    .Value
            );
            cast.Home.Add(TrustedDocument.Create(cast.Home.NewId(), cast.IntegratorAccount, $"query D{i} {{ __typename }}", "D", TestDatabase.Now));
            cast.Home.Add(
                ApiKey
                    .Create(cast.Home.NewId(), cast.IntegratorAccount, $"K{i}", ApiKeyScopes.Read, ($"{i:x16}", $"{i:x64}"), null, TestDatabase.Now)
                    .Value
            );
            var selection = new WebhookSelection("https://hooks.example/", "subscription { dealAlerts { __typename } }", null);
            var endpoint = cast.Home.Add(
                WebhookEndpoint.Create(cast.Home.NewId(), cast.IntegratorAccount, selection, "whsec_", 0, TestDatabase.Now).Value
            );
            var outcome = new WebhookOutcome(TestDatabase.Now, TimeSpan.Zero, 204, null);
            cast.Home.Add(WebhookDelivery.Create(cast.Home.NewId(), endpoint, WebhookDeliveryKind.Test, null, 1, outcome, null));
            var run = cast.Home.Add(
                ImportRun.Start(cast.Home.NewId(), cast.Home.StoreOfLi, "lianjia-2021", $"{i}.csv", $"{i:D64}", "utf-8", TestDatabase.Now)
            );
            cast.Home.Add(QuarantinedRow.Create(cast.Home.NewId(), run, 2, "MALFORMED_ROW", "broken", null, "x"));
        }
    }

    /// <summary>Something with each object that events are about.</summary>
    private static async Task HappenAsync(Graph graph)
    {
        await using var db = graph.Database.Open();
        var subjects = new (SubjectKind Kind, IQueryable<Guid> Ids)[]
        {
            (SubjectKind.Listing, db.Listings.Select(row => row.Id)),
            (SubjectKind.Client, db.Clients.Select(row => row.Id)),
            (SubjectKind.Showing, db.Showings.Select(row => row.Id)),
            (SubjectKind.Deal, db.Deals.Select(row => row.Id)),
            (SubjectKind.Cooperation, db.Cooperations.Select(row => row.Id)),
            (SubjectKind.Agent, db.Agents.Select(row => row.Id)),
            (SubjectKind.WebhookEndpoint, db.WebhookEndpoints.Select(row => row.Id)),
        };
        await using var transaction = await db.BeginWriteAsync(CancellationToken.None);
        foreach (var (kind, ids) in subjects)
        {
            foreach (var id in await ids.Take(14).ToListAsync())
            {
                db.Record(new CustomValueChanged(kind, id, Guid.Empty, "customX", IsCleared: true), graph.Cast.AgentLi, null, graph.Cast.Li);
            }
        }

        await db.CommitAsync(transaction, TestDatabase.Now, CancellationToken.None);
    }

    /// <summary>Operations from the SDL of one role.</summary>
    private sealed class Shapes
    {
        private readonly Dictionary<string, GraphQLObjectTypeDefinition> _types;

        public Shapes(GraphQLDocument schema)
        {
            _types = schema.Definitions.OfType<GraphQLObjectTypeDefinition>().ToDictionary(type => type.Name.StringValue);
            Lists =
            [
                .. _types.Values.SelectMany(type => Fields(type).Where(IsList).Select(field => $"{type.Name.StringValue}.{field.Name.StringValue}")),
            ];
            Lists.RemoveWhere(list =>
                list.Contains("Connection.", StringComparison.Ordinal)
                || list.Contains("Payload.", StringComparison.Ordinal)
                || list.Contains("EventPage.", StringComparison.Ordinal) // of a stream, each item of which is judged for itself
                || list.Contains("Aggregate.", StringComparison.Ordinal)
                || list.Contains("Access", StringComparison.Ordinal) // of an explanation, which reads no rows
            );
        }

        /// <summary>Every field that is a list of rows: connections and lists of parts.</summary>
        public SortedSet<string> Lists { get; } = new(StringComparer.Ordinal);

        /// <summary>The lists below the last one given.</summary>
        public HashSet<string> Reached { get; } = [];

        public IEnumerable<(string List, string Document, int Statements)> OfEveryList()
        {
            foreach (var (root, path) in new[] { ("Query", "{0}"), ("Reports", "reports {{ {0} }}") })
            {
                foreach (var field in Fields(_types[root]).Where(IsList))
                {
                    Reached.Clear();
                    var statements = 0;
                    var text = List(root, field, depth: 2, ref statements);
                    yield return ($"{root}.{field.Name.StringValue}", string.Format(null, "{{ " + path + " }}", text), statements);
                }
            }
        }

        /// <summary>A list field with all that hangs on its rows; two statements a connection (rows, count), one a list of parts.</summary>
        private string List(string owner, GraphQLFieldDefinition field, int depth, ref int statements)
        {
            Reached.Add($"{owner}.{field.Name.StringValue}");
            var isConnection = NameOf(field.Type).EndsWith("Connection", StringComparison.Ordinal);
            statements += isConnection ? 2 : 1;
            var row = Row(
                isConnection ? NameOf(_types[NameOf(field.Type)].Fields!.First(one => one.Name == "nodes").Type) : NameOf(field.Type),
                depth,
                ref statements
            );
            return isConnection
                ? $"{field.Name.StringValue}(first: {(depth == 2 ? 100 : 2)}) {{ totalCount nodes {row} pageInfo {{ hasNextPage endCursor }} }}"
                : $"{field.Name.StringValue} {row}";
        }

        private string Row(string type, int depth, ref int statements)
        {
            var text = new StringBuilder("{ __typename");
            foreach (var field in Fields(_types[type]))
            {
                var target = NameOf(field.Type);
                if (IsList(field))
                {
                    text.Append(' ').Append(depth > 0 ? List(type, field, depth - 1, ref statements) : "");
                }
                else if (_types.ContainsKey(target))
                {
                    text.Append(depth > 0 ? $" {field.Name.StringValue} {Row(target, depth - 1, ref statements)}" : "");
                }
                else
                {
                    text.Append(' ').Append(field.Name.StringValue);
                }
            }

            return text.Append(" }").ToString();
        }

        private bool IsList(GraphQLFieldDefinition field) =>
            NameOf(field.Type).EndsWith("Connection", StringComparison.Ordinal)
            || (
                _types.ContainsKey(NameOf(field.Type))
                && field.Type is GraphQLListType or GraphQLNonNullType { Type: GraphQLListType }
                && _types.ContainsKey(NameOf(field.Type))
            );

        private static IEnumerable<GraphQLFieldDefinition> Fields(GraphQLObjectTypeDefinition type) =>
            type.Fields ?? Enumerable.Empty<GraphQLFieldDefinition>();

        private static string NameOf(GraphQLType type) =>
            type switch
            {
                GraphQLNonNullType wrapper => NameOf(wrapper.Type),
                GraphQLListType wrapper => NameOf(wrapper.Type),
                GraphQLNamedType named => named.Name.StringValue,
                _ => throw new ArgumentOutOfRangeException(nameof(type)),
            };
    }
}
