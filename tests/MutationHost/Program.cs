using System.Diagnostics;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Lintel.Data;
using Lintel.Data.Imports;
using Lintel.MutationHost;
using Lintel.Schema;
using Lintel.Schema.Shared.Reading;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

// A server without its transport: operations come by standard input, answers go to standard output. It may be told to kill itself, as the kernel
// or an operator would, at the commit of an operation.
var death = new DeathAtCommit();
using var listening = DiagnosticListener.AllListeners.Subscribe(death);
while (await Console.In.ReadLineAsync() is { } line)
{
    var call = JsonSerializer.Deserialize<Call>(line)!; // written by the test
    var clock = new FakeTimeProvider(TestDatabase.Now);
    await using var services = new ServiceCollection()
        .AddSingleton<TimeProvider>(clock)
        .AddLintelData(
            new DatabaseOptions { Provider = Enum.Parse<DatabaseProvider>(call.Provider), ConnectionString = call.ConnectionString },
            TestDatabase.Keys
        )
        .AddSingleton(new CursorCipher(new byte[32]))
        .AddSingleton(new CostLimits { Report = false })
        .AddSingleton(new MediaLinks(new Lazy<byte[]>(new byte[32]), () => new Uri("https://lintel.example"), clock))
        .AddSingleton(new StagedFiles(Path.GetTempPath(), clock))
        .AddLintelSchema()
        .BuildServiceProvider(validateScopes: true);
    await using var db = services.GetRequiredService<IDbContextFactory<LintelDbContext>>().CreateDbContext();
    var viewer =
        await db.ViewerOfAsync(call.Subject, clock.GetUtcNow(), CancellationToken.None)
        ?? throw new InvalidOperationException($"Nobody is {call.Subject}.");
    var serializer = services.GetRequiredService<IGraphQLTextSerializer>();
    var request = new GraphQLRequest { Query = call.Document, Variables = serializer.Deserialize<Inputs>(call.Variables.GetRawText()) };
    death.Due = call.Kill;
    var result = await services.GetRequiredService<GraphQLEngine>().ExecuteAsync(request, viewer, readOnly: false, CancellationToken.None);
    Console.Out.WriteLine(serializer.Serialize(result));
}
