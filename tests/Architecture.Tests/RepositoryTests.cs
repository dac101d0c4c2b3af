using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lintel.Architecture.Tests;

public sealed partial class RepositoryTests
{
    private static readonly string[] Binary = [".png", ".jpg", ".ico", ".gz", ".zip", ".dll", ".snk", ".woff2", ".db"];

    [Fact]
    public void No_file_names_a_place_on_somebody_s_machine()
    {
        var wrong =
            from file in Solution.Files()
            where !Binary.Contains(Path.GetExtension(file))
            from line in File.ReadLines(Path.Combine(Solution.Root, file)).Select((text, index) => (text, index))
            where MachinePath().IsMatch(line.text)
            select $"{file}:{line.index + 1}: {line.text.Trim()}";

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Npm_packages_come_from_the_public_registry()
    {
        var hosts =
            from file in Solution.Files()
            where Path.GetFileName(file) == "package-lock.json"
            from package in JsonDocument
                .Parse(File.ReadAllText(Path.Combine(Solution.Root, file)))
                .RootElement.GetProperty("packages")
                .EnumerateObject()
            where package.Value.TryGetProperty("resolved", out _)
            select new Uri(package.Value.GetProperty("resolved").GetString()!).Host; // asked for above

        Assert.All(hosts.Distinct(), host => Assert.Equal("registry.npmjs.org", host));
    }

    [Fact]
    public void Package_versions_stand_in_one_place()
    {
        var wrong =
            from file in Solution.Files()
            where Path.GetExtension(file) == ".csproj"
            where File.ReadAllText(Path.Combine(Solution.Root, file)).Contains("Version=\"", StringComparison.Ordinal)
            select file;

        Assert.Equal([], wrong);
    }

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Solution.Root, "Lintel.slnx"));

        var missing = Solution
            .Files()
            .Where(file => Path.GetExtension(file) == ".csproj")
            .Select(file => file.Replace('\\', '/'))
            .Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));

        Assert.Equal([], missing);
    }

    // The pattern is written in pieces, so that it does not find itself.
    [GeneratedRegex(
        "(?<![\\w.~*-])/(?:" + "wor" + "k|" + "ho" + "me/[a-z]|" + "ro" + "ot|" + "Us" + "ers/[A-Za-z])/|[A-Z]:\\\\" + "Us" + "ers\\\\",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex MachinePath();
}
