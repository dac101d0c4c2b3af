using System.Text.Json;

namespace Lintel.MutationHost;

/// <summary>When the process kills itself.</summary>
public enum KillAt
{
    /// <summary>It answers.</summary>
    Never,

    /// <summary>Everything is written and the commit is about to be asked for.</summary>
    BeforeCommit,

    /// <summary>The database has committed, nobody was told.</summary>
    AfterCommit,
}

/// <summary>One operation on one database, as a line of JSON; the answer is a line of JSON.</summary>
/// <param name="Provider">Name of a <see cref="Data.DatabaseProvider"/>.</param>
/// <param name="ConnectionString">The database.</param>
/// <param name="Subject">Whose token would have come with it.</param>
/// <param name="Document">The operation.</param>
/// <param name="Variables">Its variables.</param>
/// <param name="Kill">At which commit the process ends.</param>
public sealed record Call(string Provider, string ConnectionString, string Subject, string Document, JsonElement Variables, KillAt Kill);
