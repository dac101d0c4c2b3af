using Xunit;
using Xunit.Sdk;

namespace Lintel.Testing;

/// <summary>
/// A test that runs once on SQLite and once on PostgreSQL. The method takes one <c>DatabaseProvider</c>.
/// Without PostgreSQL its half is skipped and says how to get it; on CI (CI=true) it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Lintel.Testing.BothDatabasesDiscoverer", "Lintel.Testing")]
public sealed class BothDatabasesAttribute : FactAttribute;
