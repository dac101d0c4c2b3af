using Lintel.Schema;
using Lintel.Schema.Releasing;
using Lintel.Server.Codes;
using Lintel.Server.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Lintel.Server.Tests.Codes;

public sealed class ErrorsPageTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("lintel-errors-");

    public void Dispose() => _state.Delete(recursive: true);

    [Fact]
    public void The_committed_page_is_the_declared_one() =>
        Assert.Equal(RepositoryFiles.Read("docs/errors.md"), Page(Release.All(RepositoryFiles.PathOf(Release.Folder))));

    [Fact]
    public void A_code_has_its_meaning_status_remedy_and_the_release_it_came_with()
    {
        var page = Page([ReleaseOf("1.0.0", "QUERY_ONLY")]);

        Assert.Contains("| `QUERY_ONLY` | 405 | GET takes no mutation. | Send it by POST. | 1.0.0 |", page, StringComparison.Ordinal);
        Assert.Contains(
            "| `DEAL_TASKS_OPEN` | DealTasksOpen | The stage has open tasks. | Complete the tasks in openTasks. | unreleased |",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("| `4409` | An operation with this id is running on the socket. |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_has_its_setting_default_unit_range_and_meaning()
    {
        var page = Page([]);

        Assert.Contains(
            "| `Lintel:Transport:BodyBytes` | 1,048,576 | bytes | 1,024 to 67,108,864 | Largest body of an HTTP request, in bytes.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("| A page (first, last). | 100 | rows |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_that_went_is_kept_as_retired_with_when_it_came_and_went()
    {
        var page = Page([ReleaseOf("1.0.0", "OLD_CODE", "LAST_CODE"), ReleaseOf("1.1.0", "LAST_CODE")]);

        Assert.EndsWith(
            """
            | code | since | gone with |
            |---|---|---|
            | `LAST_CODE` | 1.0.0 | unreleased |
            | `OLD_CODE` | 1.0.0 | 1.1.0 |

            """.ReplaceLineEndings("\n"),
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_retired_code_is_never_used_again()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Page([ReleaseOf("1.0.0", "QUERY_ONLY"), ReleaseOf("1.1.0")]));

        Assert.Equal("QUERY_ONLY is retired: a code is never used again.", fault.Message);
    }

    private string Page(IReadOnlyList<Release> releases)
    {
        using var app = LintelHost.Create(
            builder =>
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>(StringComparer.Ordinal) { ["Lintel:StateFolder"] = _state.FullName }
                ),
            environment: "Development"
        );
        return ErrorsPage.Write(app.Services.GetRequiredService<SchemaViews>().Whole, releases);
    }

    private static Release ReleaseOf(string version, params string[] codes) => new(new Version(version), "", "", codes);
}
