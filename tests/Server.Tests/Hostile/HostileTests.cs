using System.Net;
using Lintel.Data;
using Lintel.Testing;
using Microsoft.EntityFrameworkCore;

namespace Lintel.Server.Tests.Hostile;

/// <summary>Whatever is sent, the server says in its own words what is wrong, tells nothing about itself, writes nothing and goes on.</summary>
public sealed class HostileTests
{
    /// <summary>What only the inside of a server has: stacks, statements, types.</summary>
    private static readonly string[] Insides =
    [
        "   at ",
        "Exception",
        "SELECT ",
        "INSERT ",
        "Npgsql",
        "SQLite Error",
        "SqliteException",
        "EntityFramework",
        "Microsoft.",
        "System.",
        "Lintel.",
        "GraphQL.",
        "node_modules",
        ".cs:line",
    ];

    [BothDatabases]
    public async Task Nothing_breaks_the_server_or_makes_it_tell_of_its_insides(DatabaseProvider provider)
    {
        await using var server = await ServerUnderTest.StartAsync(provider, services => { });
        var before = await RowsAsync(server);
        var faults = new List<string>();

        foreach (var hostile in HostileCorpus.All)
        {
            if (await FaultAsync(server, hostile) is { } fault)
                faults.Add($"{hostile.Name}: {fault}");
        }

        Assert.True(HostileCorpus.All.Count >= 150, $"only {HostileCorpus.All.Count} requests");
        Assert.Empty(faults);
        using var alive = await server.PostAsync("""{"query":"{ viewer { name } }"}""", server.TokenOf("test|li"));
        Assert.Equal("""{"data":{"viewer":{"name":"李测试"}}}""", await alive.Content.ReadAsStringAsync());
        Assert.Equal(before, await RowsAsync(server));
    }

    /// <summary>What is wrong with how it was answered; null: nothing.</summary>
    private static async Task<string?> FaultAsync(ServerUnderTest server, HostileRequest hostile)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        using var request = hostile.Make(server);
        try
        {
            using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode >= HttpStatusCode.InternalServerError && response.StatusCode != HttpStatusCode.NotImplemented)
                return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(patience.Token)}";

            // A stream that was rightly begun has no end.
            if (response.Content.Headers.ContentType?.MediaType is "text/event-stream" or "text/html" or "text/javascript")
                return null;

            var answer = await response.Content.ReadAsStringAsync(patience.Token);
            return Insides.FirstOrDefault(inside => answer.Contains(inside, StringComparison.Ordinal)) is { } told ? $"tells {told}: {answer}" : null;
        }
        catch (OperationCanceledException)
        {
            return "no answer within 5 s";
        }
        catch (HttpRequestException refused)
            when (refused.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown || refused.InnerException is IOException)
        {
            // The server may hang up on what is larger than it takes.
            return null;
        }
    }

    private static async Task<string> RowsAsync(ServerUnderTest server)
    {
        await using var db = server.Database.Open();
        return string.Join(
            ' ',
            await db.Events.CountAsync(),
            await db.IdempotencyRecords.CountAsync(),
            await db.Listings.CountAsync(),
            await db.Deals.CountAsync(),
            await db.Clients.CountAsync()
        );
    }
}
