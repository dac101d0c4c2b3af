using Xunit;

namespace Lintel.Testing;

/// <summary>
/// A test of something only PostgreSQL has. Without PostgreSQL it is skipped and says how to get it; on CI (CI=true) it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : FactAttribute
{
    public OnPostgresAttribute() => Skip = PostgresServer.ReasonToSkip;
}
