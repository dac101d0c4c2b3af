namespace Lintel.Chaos;

/// <summary>What is done to the servers, and while how much happens.</summary>
public sealed record ChaosPlan
{
    /// <summary>A folder of this run alone.</summary>
    public required string Folder { get; init; }

    /// <summary>Mutations that are acknowledged before it ends.</summary>
    public required int Events { get; init; }

    /// <summary>Chooses what is done, to whom, and when.</summary>
    public required int Seed { get; init; }

    /// <summary>One process on SQLite in the place of two on PostgreSQL.</summary>
    public bool OnSqlite { get; init; }

    public int Writers { get; init; } = 64;

    /// <summary>Servers killed with SIGKILL.</summary>
    public int Kills { get; init; } = 10;

    /// <summary>Times PostgreSQL is stopped at once and recovers from its log.</summary>
    public int DatabaseRestarts { get; init; } = 5;

    /// <summary>Times a tenth of the clients' connections are reset.</summary>
    public int Cuts { get; init; } = 30;

    /// <summary>Times the receiver of webhooks fails, hangs or redirects for a while.</summary>
    public int Outages { get; init; } = 5;

    /// <summary>Times a follower that fetches pages is ended in the middle of what it does.</summary>
    public int FollowerKills { get; init; } = 20;

    /// <summary>Followers of each way that has connections.</summary>
    public int Followers { get; init; } = 2;

    /// <summary>How long the followers may take to hear the last event once all is up again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
