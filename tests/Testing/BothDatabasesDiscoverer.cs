using System.ComponentModel;
using Lintel.Data;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Lintel.Testing;

/// <summary>Makes two cases of one method, named after the sentence and the database.</summary>
public sealed class BothDatabasesDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) =>
        Enum.GetValues<DatabaseProvider>()
            .Select(provider => new DatabaseTestCase(
                diagnostics,
                discoveryOptions.MethodDisplayOrDefault(),
                discoveryOptions.MethodDisplayOptionsOrDefault(),
                testMethod,
                provider
            ));
}

/// <summary>One sentence on one database.</summary>
public sealed class DatabaseTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For deserialization by the runner only.")]
    public DatabaseTestCase() { }

    public DatabaseTestCase(
        IMessageSink diagnostics,
        TestMethodDisplay display,
        TestMethodDisplayOptions displayOptions,
        ITestMethod method,
        DatabaseProvider provider
    )
        : base(diagnostics, display, displayOptions, method, [provider]) { }

    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) => $"{displayName}, on {NameOf(Provider)}";

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? (Provider == DatabaseProvider.Postgres ? PostgresServer.ReasonToSkip! : null!);

    private DatabaseProvider Provider => (DatabaseProvider)TestMethodArguments[0];

    private static string NameOf(DatabaseProvider provider) =>
        provider switch
        {
            DatabaseProvider.Sqlite => "SQLite",
            DatabaseProvider.Postgres => "PostgreSQL",
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };
}
