using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Transport;
using GraphQL.Types;
using Lintel.Batching;
using Lintel.Batching.Data;
using Lintel.Batching.Loading;
using Lintel.Batching.Types;
using Microsoft.EntityFrameworkCore;

// GraphQL.NET with EF Core as a competent team writes it: a type an entity, a resolver a field, a batching loader a relation.
// No accounts and no access rules.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var connection = builder.Configuration["Peer:ConnectionString"] ?? throw new InvalidOperationException("Peer__ConnectionString is required.");
builder.Services.AddPooledDbContextFactory<BrokerageContext>(options =>
{
    options.UseSnakeCaseNamingConvention().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    _ =
        builder.Configuration["Peer:Provider"] == "Sqlite"
            ? options.UseSqlite(connection)
            // Every statement prepared, and planned once.
            : options.UseNpgsql($"{connection};Max Auto Prepare=50;Auto Prepare Min Usages=1;Options=-c plan_cache_mode=force_generic_plan");
});
builder.Services.AddScoped<CommunityLoader>();
builder.Services.AddScoped<AgentLoader>();
builder.Services.AddScoped<OfficeLoader>();
builder.Services.AddScoped<ClientLoader>();
builder.Services.AddScoped<ListingLoader>();
builder.Services.AddScoped<PhotosLoader>();
builder.Services.AddScoped<TasksLoader>();
builder.Services.AddSingleton(services =>
{
    using var db = services.GetRequiredService<IDbContextFactory<BrokerageContext>>().CreateDbContext();
    return new Brand(db.Offices.Single(office => office.Kind == "BRAND").Id);
});
builder.Services.AddGraphQL(graph =>
    graph
        .AddSelfActivatingSchema<PeerSchema>()
        .AddGraphTypes(typeof(QueryType).Assembly)
        .AddSystemTextJson(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
);

var app = builder.Build();
app.Services.GetRequiredService<ISchema>().Initialize();
app.MapGet("/ready", () => Results.Ok());
app.MapPost(
    "/graphql",
    async (HttpContext context, IDocumentExecuter executer, IGraphQLSerializer serializer) =>
    {
        var request = await serializer.ReadAsync<GraphQLRequest>(context.Request.Body, context.RequestAborted);
        var result = await executer.ExecuteAsync(options =>
        {
            options.Query = request?.Query;
            options.OperationName = request?.OperationName;
            options.Variables = request?.Variables;
            options.RequestServices = context.RequestServices;
            options.CancellationToken = context.RequestAborted;
        });
        context.Response.ContentType = "application/json";
        await serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }
);
await app.RunAsync();
