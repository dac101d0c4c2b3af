using System.Diagnostics;
using System.Net;
using Lintel.Data;
using Lintel.Testing;

namespace Lintel.Server.Tests.Hosting;

/// <summary>What a server says of itself while its database is away.</summary>
public sealed class DatabaseAwayTests
{
    private const string Homes = """{"query":"{ listings { totalCount } }"}""";

    [OnPostgres]
    public async Task It_lives_and_is_not_ready_until_the_database_is_back()
    {
        await using var road = DatabaseRoad.To(await PostgresServer.ConnectionStringAsync());
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Postgres, road.Instead);
        var token = server.TokenOf("test|li");
        using var before = await server.PostAsync(Homes, token);
        Assert.Equal((200, 200), await HealthAsync(server));

        // The server's connections break and no new one is taken, as when it is stopped.
        road.Close();
        Assert.Equal((503, 200), await HealthAsync(server));
        using var broken = await server.PostAsync(Homes, token);

        // It takes connections and says nothing, as when its machine hangs.
        road.OpenToNowhere();
        Assert.Equal((503, 200), await HealthAsync(server));

        road.Close();
        road.Open();
        Assert.Equal((200, 200), await HealthAsync(server));
        using var after = await server.PostAsync(Homes, token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Contains("INTERNAL", await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(await before.Content.ReadAsStringAsync(), await after.Content.ReadAsStringAsync());
    }

    private static async Task<(int Ready, int Live)> HealthAsync(ServerUnderTest server)
    {
        var asked = Stopwatch.GetTimestamp();
        using var ready = await server.Http.GetAsync(new Uri(server.Address, "/health/ready"));
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        using var live = await server.Http.GetAsync(new Uri(server.Address, "/health/live"));
        return ((int)ready.StatusCode, (int)live.StatusCode);
    }
}
