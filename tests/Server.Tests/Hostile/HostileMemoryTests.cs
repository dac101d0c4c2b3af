using Lintel.Data;

namespace Lintel.Server.Tests.Hostile;

/// <summary>Nothing that is kept of requests grows with how often bad ones come.</summary>
[Collection(nameof(MemoryOfTheProcess))]
public sealed class HostileMemoryTests
{
    private const int Rounds = 2;

    /// <summary>What may be left behind by all these rounds: some 800 requests, some of a megabyte and more.</summary>
    private const double Megabytes = 2;

    [Fact]
    public async Task The_heap_is_back_at_its_level_after_the_whole_corpus_several_times()
    {
        await using var server = await ServerUnderTest.StartAsync(DatabaseProvider.Sqlite, services => { });
        // Documents that are good after all are known from then on, pools are filled, code is compiled.
        await SendAllAsync(server);
        var before = MemoryOfTheProcess.Megabytes();

        for (var round = 0; round < Rounds; round++)
            await SendAllAsync(server);

        var after = await MemoryOfTheProcess.MegabytesOnceAtMostAsync(before + Megabytes);
        Assert.True(after <= before + Megabytes, $"{before:0.0} MB before, {after:0.0} MB after {Rounds * HostileCorpus.All.Count} requests");
        using var alive = await server.PostAsync("""{"query":"{ viewer { name } }"}""", server.TokenOf("test|li"));
        Assert.Equal("""{"data":{"viewer":{"name":"李测试"}}}""", await alive.Content.ReadAsStringAsync());
    }

    private static async Task SendAllAsync(ServerUnderTest server)
    {
        foreach (var hostile in HostileCorpus.All)
        {
            using var request = hostile.Make(server);
            try
            {
                // The headers alone: a stream that was rightly begun has no end, and is hung up on.
                using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            }
            catch (HttpRequestException)
            {
                // The server may hang up on what is larger than it takes.
            }
        }
    }
}
