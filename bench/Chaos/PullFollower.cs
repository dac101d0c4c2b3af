using System.Text.Json;

namespace Lintel.Chaos;

/// <summary>
/// Fetches pages by plain HTTP, and keeps each in a file before it asks for the next. It is killed now and then: what it had in memory is gone, and it goes on
/// with what the file says.
/// </summary>
internal sealed class PullFollower(string name, Caller caller, Fleet fleet, string file) : Follower(name)
{
    private const string Persona = "integrator-east";

    /// <summary>Few, so that a page often has more behind it.</summary>
    private const int PageSize = 10;

    private const string Pages = """
        query Pull($after: String, $first: Int) {
          events(after: $after, first: $first) {
            position hasMore
            items { __typename ... on StreamItem { sequence previousSequence position } }
          }
        }
        """;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Action? _kill;

    /// <summary>A page begins behind the one before.</summary>
    public override bool MayHearAgain => false;

    /// <summary>Ends it in the middle of whatever it does.</summary>
    public void Kill()
    {
        lock (_gate)
            _kill?.Invoke();
    }

    protected override async Task FollowAsync(CancellationToken stop)
    {
        using var life = CancellationTokenSource.CreateLinkedTokenSource(stop);
        LiveUntil(life.Cancel);
        try
        {
            Seen = Recall();
            await FetchAsync(life.Token);
        }
        finally
        {
            LiveUntil(null);
        }
    }

    private void LiveUntil(Action? kill)
    {
        lock (_gate)
            _kill = kill;
    }

    private async Task FetchAsync(CancellationToken stop)
    {
        while (true)
        {
            var variables = new { after = Seen.Position, first = PageSize };
            if (await caller.TryAsync(fleet.Any(), Persona, Pages, variables, stop) is not { } page)
                return;

            Take(page);
            if (!page.GetProperty("hasMore").GetBoolean())
                await Task.Delay(BetweenLooks, stop);
        }
    }

    /// <summary>A page is handled and kept in one, or not at all.</summary>
    private void Take(JsonElement page)
    {
        File.AppendAllText(file, JsonSerializer.Serialize(page) + "\n");
        Seen.TakePage(page);
    }

    private Sightings Recall()
    {
        var known = new Sightings();
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            using var page = JsonDocument.Parse(line);
            known.TakePage(page.RootElement);
        }

        return known;
    }
}
