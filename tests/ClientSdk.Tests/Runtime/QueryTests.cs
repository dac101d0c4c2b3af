using System.Text.Json;
using Lintel.Client;
using Lintel.ClientSdk.Tests.Graph;

namespace Lintel.ClientSdk.Tests.Runtime;

public sealed class QueryTests
{
    private const string Everything = """
        {"data":{"everything":{"boolean":true,"date":"2024-02-29","dateTime":"2024-02-29T10:00:00.5+08:00","decimal":1234567.89,
        "float":1.5,"id":"x","int":-7,"json":{"a":[1,null]},"long":9007199254740993,"string":"朝阳 \u0022","url":"https://a.example/b?c=1",
        "uuid":"0198a7c0-0000-7000-8000-000000000001","polygon":[[1,2]],"span":"1.02:03:04","stage":"ACTIVE_UNDER_CONTRACT","mood":"UNKNOWN",
        "stages":["INTENT","DONE"],"matrix":[[1,null],[]],"maybeInts":[null,3],"noDate":null,"noStage":null,"noInt":null}}}
        """;

    [Fact]
    public async Task Every_scalar_is_read_exactly()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(Everything);

        var all = (await server.Client().GetEverything.ExecuteAsync()).EnsureNoErrors().Everything;

        Assert.True(all.Boolean);
        Assert.Equal(new DateOnly(2024, 2, 29), all.Date);
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 10, 0, 0, 500, TimeSpan.FromHours(8)), all.DateTime);
        Assert.Equal(TimeSpan.FromHours(8), all.DateTime.Offset);
        Assert.Equal(1_234_567.89m, all.Decimal);
        Assert.Equal(1.5, all.Float);
        Assert.Equal("x", all.Id);
        Assert.Equal(-7, all.Int);
        Assert.Equal("""{"a":[1,null]}""", all.Json.GetRawText());
        Assert.Equal(9_007_199_254_740_993, all.Long);
        Assert.Equal("朝阳 \"", all.String);
        Assert.Equal(new Uri("https://a.example/b?c=1"), all.Url);
        Assert.Equal(Guid.Parse("0198a7c0-0000-7000-8000-000000000001"), all.Uuid);
        Assert.Equal("[[1,2]]", all.Polygon.GetRawText());
        Assert.Equal(new TimeSpan(1, 2, 3, 4), all.Span);
        Assert.Equal(Stage.ActiveUnderContract, all.Stage.Value);
        Assert.Equal(Mood.Unknown, all.Mood.Value);
        Assert.True(all.Mood.IsKnown);
        Assert.Equal([Stage.Intent, Stage.Done], all.Stages.Select(stage => stage.Value));
        Assert.Equal(
            [
                [1, null],
                [],
            ],
            all.Matrix
        );
        Assert.Equal([null, 3], all.MaybeInts);
        Assert.Null(all.NoDate);
        Assert.Null(all.NoStage);
        Assert.Null(all.NoInt);
    }

    [Fact]
    public async Task An_enum_value_of_a_newer_server_keeps_its_name()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            Everything.Replace("ACTIVE_UNDER_CONTRACT", "ESCROWED", StringComparison.Ordinal)
        );

        var stage = (await server.Client().GetEverything.ExecuteAsync()).EnsureNoErrors().Everything.Stage;

        Assert.Equal(Stage.Unknown, stage.Value);
        Assert.Equal("ESCROWED", stage.Name);
        Assert.False(stage.IsKnown);
        Assert.True(stage == Stage.Unknown);
    }

    [Fact]
    public async Task A_union_member_of_a_newer_server_is_read_as_unknown_with_what_is_selected_of_it()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """{"data":{"search":[{"__typename":"Agent","id":"a1","name":"李"},{"id":"r1","__typename":"Robot"},{"__typename":"Ghost"}]}}"""
        );

        var hits = (await server.Client().Search.ExecuteAsync()).EnsureNoErrors().Search;

        var agent = Assert.IsType<Search_Search_Agent>(hits[0]);
        Assert.Equal(("a1", "李"), (agent.Id, agent.Name));
        var robot = Assert.IsType<Search_Search_Unknown>(hits[1]);
        Assert.Equal(("Robot", "r1"), (robot.TypeName, robot.Id));
        Assert.Null(Assert.IsType<Search_Search_Unknown>(hits[2]).Id);
        Assert.Equal(["a1", "r1", null], hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task Fields_that_were_not_asked_for_are_passed_over()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """{"extensions":{"cost":{"actual":3}},"newer":[{}],"data":{"node":{"added":{"deep":[1,{"id":"no"}]},"id":"l1","__typename":"Listing","stage":"DONE"}}}"""
        );

        var result = await server.Client().GetNode.ExecuteAsync("l1");

        var listing = Assert.IsType<GetNode_Node_Listing>(result.EnsureNoErrors().Node);
        Assert.Equal(("l1", Stage.Done), (listing.Id, listing.Stage.Value));
        Assert.Equal(3, result.Extensions["cost"].GetProperty("actual").GetInt32());
    }

    [Fact]
    public async Task A_fragment_is_an_interface_of_what_spreads_it()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """{"data":{"listings":{"totalCount":1,"nodes":[{"id":"l1","listPrice":5,"stage":"DONE","agent":{"name":"王"}}],"pageInfo":{"hasNextPage":false,"endCursor":null}}}}"""
        );

        var listings = (await server.Client().GetListings.ExecuteAsync(first: 1)).EnsureNoErrors().Listings;

        IListingCard card = Assert.Single(listings!.Nodes);
        Assert.Equal(("l1", 5m, "王"), (card.Id, card.ListPrice, card.Agent?.Name));
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent_and_null_is_sent_as_null()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer("""{"data":{"listings":null}}""");

        await server
            .Client()
            .GetListings.ExecuteAsync(
                new GetListingsVariables
                {
                    After = null,
                    Where = new ListingFilterInput
                    {
                        Not = null,
                        OnMarketOn = new DateOnly(2024, 1, 2),
                        And = [new ListingFilterInput { Stage = new StageFilterInput { In = [Stage.Intent, Stage.Done] } }, new ListingFilterInput()],
                        ListPrice = new DecimalFilterInput { Gte = 1.50m },
                    },
                }
            );

        Assert.True(server.Requests.TryDequeue(out var request));
        Assert.Equal(
            """{"after":null,"where":{"and":[{"stage":{"in":["INTENT","DONE"]}},{}],"not":null,"listPrice":{"gte":1.50},"onMarketOn":"2024-01-02"}}""",
            request.GetProperty("variables").GetRawText()
        );
        Assert.Equal("GetListings", request.GetProperty("operationName").GetString());
    }

    [Fact]
    public async Task A_parameter_left_out_is_a_variable_left_out()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer("""{"data":{"listings":null}}""");

        await server.Client().GetListings.ExecuteAsync(first: 3, order: [new ListingOrderInput { ListPrice = SortDirection.Desc }]);

        Assert.True(server.Requests.TryDequeue(out var request));
        Assert.Equal("""{"first":3,"order":[{"listPrice":"DESC"}]}""", request.GetProperty("variables").GetRawText());
    }

    [Fact]
    public async Task A_value_that_this_client_does_not_know_cannot_be_sent()
    {
        await using var server = await ScriptedServer.StartAsync();
        var where = new ListingFilterInput { Stage = new StageFilterInput { Eq = Stage.Unknown } };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => server.Client().GetListings.ExecuteAsync(where: where));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Pages_are_walked_to_the_last()
    {
        await using var server = await ScriptedServer.StartAsync();
        server
            .Answer(
                """{"data":{"listings":{"totalCount":2,"nodes":[{"id":"1","listPrice":null,"stage":"DONE","agent":null}],"pageInfo":{"hasNextPage":true,"endCursor":"c1"}}}}"""
            )
            .Answer(
                """{"data":{"listings":{"totalCount":2,"nodes":[{"id":"2","listPrice":null,"stage":"DONE","agent":null}],"pageInfo":{"hasNextPage":false,"endCursor":"c2"}}}}"""
            );

        List<string> ids = [];
        await foreach (var page in server.Client().GetListings.PagesAsync(first: 1))
        {
            ids.AddRange(page.Listings!.Nodes.Select(listing => listing.Id));
        }

        Assert.Equal(["1", "2"], ids);
        Assert.Equal(
            ["""{"first":1}""", """{"first":1,"after":"c1"}"""],
            server.Requests.Select(request => request.GetProperty("variables").GetRawText())
        );
    }

    [Fact]
    public async Task Errors_come_with_code_path_and_the_data_that_is_there()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """{"errors":[{"message":"No.","path":["listings","nodes",0],"locations":[{"line":1,"column":2}],"extensions":{"code":"FORBIDDEN","why":1}}],"data":{"listings":null}}"""
        );

        var result = await server.Client().GetListings.ExecuteAsync();

        Assert.True(result.IsErrorResult());
        Assert.NotNull(result.Data);
        var error = Assert.Single(result.Errors);
        Assert.Equal(("FORBIDDEN", "No."), (error.Code, error.Message));
        Assert.Equal(["listings", "nodes", 0], error.Path);
        Assert.Equal(1, error.Extensions["why"].GetInt32());
        var thrown = Assert.Throws<GraphQLClientException>(() => result.EnsureNoErrors());
        Assert.Equal("FORBIDDEN: No.", thrown.Message);
    }

    [Fact]
    public async Task An_answer_that_is_no_GraphQL_is_an_error_and_no_exception()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer("<h1>Bad gateway</h1>", 502, "text/html");

        var result = await server.Client().GetEverything.ExecuteAsync();

        var error = Assert.Single(result.Errors);
        Assert.Equal(ClientError.TransportCode, error.Code);
        Assert.Equal("The server answered 502 Bad Gateway with text/html instead of GraphQL.", error.Message);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_an_error_that_names_the_field()
    {
        await using var server = (await ScriptedServer.StartAsync()).Answer(
            """{"data":{"node":{"__typename":"Listing","id":null,"stage":"DONE"}}}"""
        );

        var result = await server.Client().GetNode.ExecuteAsync("l1");

        var error = Assert.Single(result.Errors);
        Assert.Equal(ClientError.ResponseCode, error.Code);
        Assert.Contains("GetNode_Node_Listing.id is never null by the schema", error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(error.Exception);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_and_no_exception()
    {
        var server = await ScriptedServer.StartAsync();
        var client = server.Client();
        await client.GetNode.ExecuteAsync("warm");
        await server.DisposeAsync();

        var result = await client.GetNode.ExecuteAsync("l1");

        Assert.Equal(ClientError.TransportCode, Assert.Single(result.Errors).Code);
        Assert.IsType<HttpRequestException>(result.Errors[0].Exception);
    }

    [Fact]
    public async Task Only_cancellation_throws()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client().GetNode.ExecuteAsync("l1", stopped.Token));
    }

    [Fact]
    public async Task Each_request_carries_the_token_of_the_moment()
    {
        await using var server = await ScriptedServer.StartAsync();
        var tokens = new CountedTokens();
        var client = server.Client(builder => builder.UseTokenProvider(_ => tokens));

        await client.GetNode.ExecuteAsync("1");
        await client.GetNode.ExecuteAsync("2");

        Assert.Equal(["Bearer token-1", "Bearer token-2"], server.Authorizations);
    }
}
