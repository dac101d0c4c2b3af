using Lintel.Raw;

// The limit of this stack: hand-written SQL for five fixed questions, rows written to the response as they are read. It has no accounts,
// rules or GraphQL; like a service of one brand, it reads that brand's rows.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();

var connection = app.Configuration["Peer:ConnectionString"] ?? throw new InvalidOperationException("Peer__ConnectionString is required.");
Store store = string.Equals(app.Configuration["Peer:Provider"], "Sqlite", StringComparison.Ordinal)
    ? new SqliteStore(connection)
    : new PostgresStore(connection);
var brand = await store.BrandAsync();

app.MapGet("/ready", () => Results.Ok());
app.MapGet("/q0", context => Answer.WriteAsync(context, static json => json.WriteString("__typename"u8, "Query"u8)));
app.MapGet("/q1", context => Answer.WriteAsync(context, store, [Sql.Listing], [brand, Id(context, "id")], Rows.Listing));
app.MapGet(
    "/q2",
    context =>
        Answer.WriteAsync(
            context,
            store,
            [store.Search],
            [brand, Text(context, "district"), Whole(context, "bedrooms"), Fen(context, "low"), Fen(context, "high")],
            Rows.Search
        )
);
app.MapGet(
    "/q3",
    context =>
        Answer.WriteAsync(context, store, [store.DashboardTasks, Sql.Dashboard], [brand, store.Instant(Time(context, "before"))], Rows.Dashboard)
);
app.MapGet(
    "/q4",
    context =>
    {
        if (context.Request.Query["after"] is not [{ } after])
            return Answer.WriteAsync(context, store, [Sql.Page(after: false)], [brand], Rows.Page);

        var (ticks, id) = Json.ReadCursor(after);
        return Answer.WriteAsync(
            context,
            store,
            [Sql.Page(after: true)],
            [brand, store.Instant(new DateTime(ticks, DateTimeKind.Utc)), id],
            Rows.Page
        );
    }
);
await app.RunAsync();

static string Text(HttpContext context, string name) => context.Request.Query[name].ToString();

static int Whole(HttpContext context, string name) => int.Parse(Text(context, name), System.Globalization.CultureInfo.InvariantCulture);

static long Fen(HttpContext context, string name) => Whole(context, name) * 100L;

static Guid Id(HttpContext context, string name) => Json.ReadId(Text(context, name));

static DateTime Time(HttpContext context, string name) =>
    DateTimeOffset.Parse(Text(context, name), System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
