using System.Globalization;
using Lintel.Data;
using Lintel.Domain.Communities;
using Lintel.Domain.Listings;
using Lintel.Testing;
using Xunit.Abstractions;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Generated texts and searches, answered like a reader of all the texts would.</summary>
public sealed class SearchOracleTests(ITestOutputHelper output)
{
    private const int Seed = 20261125;
    private const int Searches = 600;

    /// <summary>Few characters, so that words meet: ideographs, both widths and cases, white space, signs that mean something to somebody.</summary>
    private static readonly string[] Characters =
    [
        .. "望 京 北 路 望 京 a A ａ Ａ 1 １ % _ ' \" \\ * - & | ! ( ) : ～ ！ é ß".Split(' '),
        " ",
        "　",
        "\n",
        "😀",
        "𠮷",
    ];

    [BothDatabases]
    public async Task What_is_found_is_what_a_reader_of_all_texts_finds(DatabaseProvider provider)
    {
        var random = new Random(Seed);
        var texts = new Dictionary<string, string[]>(StringComparer.Ordinal);
        await using var graph = await Graph.CreateAsync(provider, cast => Arrange(cast, random, texts));
        var (found, withRows) = (0, 0);

        for (var i = 0; i < Searches; i++)
        {
            var search = Write(random, random.Next(1, 7), random.Next(3) == 0 ? random.Next(1, 5) : 0);
            var expected = string.Join(
                ' ',
                texts.Where(listing => Reads(listing.Value, search)).Select(one => one.Key).Order(StringComparer.Ordinal)
            );

            var answer = await graph.RunAsync(
                graph.Cast.Ma,
                "query($s: String) { listings(search: $s, first: 100) { totalCount nodes { listingId } } }",
                new { s = search }
            );

            var actual = answer.SortedColumn("listings.nodes", "listingId");
            Assert.True(expected == actual, $"{i} {search} → {expected}, not {actual}: {Differing(texts, expected, actual)}");
            var count = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            Assert.Equal(count, answer["listings.totalCount"].GetInt32());
            (found, withRows) = (found + count, withRows + (count > 0 ? 1 : 0));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Searches} searches, {withRows} with rows, {found} rows"));
        Assert.InRange(withRows, Searches / 3, Searches - 50);
    }

    private static void Arrange(Cast cast, Random random, Dictionary<string, string[]> texts)
    {
        var communities = Enumerable.Range(0, 8).Select(_ => Place(cast, random)).ToList();
        for (var i = 0; i < 90; i++)
        {
            var community = communities[random.Next(communities.Count)];
            var listing = cast.AddListing(
                $"N{i}",
                cast.AgentLi,
                change: input =>
                    input with
                    {
                        Community = community,
                        Title = "t" + Write(random, random.Next(0, 20)),
                        Facts = input.Facts with { MetroLine = Maybe(random), MetroStation = Maybe(random) },
                    }
            );
            texts[listing.ListingNumber] =
            [
                listing.ListingNumber,
                listing.Title,
                listing.District ?? "",
                listing.MlsAreaMajor ?? "",
                listing.MetroLine ?? "",
                listing.MetroStation ?? "",
                community.Name,
                community.District ?? "",
                community.MlsAreaMajor ?? "",
            ];
        }
    }

    private static Community Place(Cast cast, Random random) =>
        cast.Home.Add(
            Community.Create(
                cast.Home.NewId(),
                "c" + Write(random, random.Next(0, 8)),
                "北京",
                Maybe(random),
                districtCode: null,
                Maybe(random),
                yearBuilt: null,
                sourceKey: null,
                TestDatabase.Now
            )
        );

    /// <summary>Every word stands in one of the texts.</summary>
    private static bool Reads(string[] texts, string search) =>
        search
            .Split(' ', '　', '\n')
            .Where(word => word.Length > 0)
            .All(word => texts.Any(text => Plain(text).Contains(Plain(word), StringComparison.Ordinal)));

    private static string Differing(Dictionary<string, string[]> texts, string expected, string actual) =>
        string.Join(
            " and ",
            expected
                .Split(' ')
                .Except(actual.Split(' '))
                .Concat(actual.Split(' ').Except(expected.Split(' ')))
                .Where(texts.ContainsKey)
                .Select(one => $"{one} <{string.Join("> <", texts[one])}>")
        );

    /// <summary>The full-width and large ones of the characters used here, as what they stand for.</summary>
    private static string Plain(string text) =>
        text.Replace('ａ', 'a').Replace('Ａ', 'a').Replace('A', 'a').Replace('１', '1').Replace('～', '~').Replace('！', '!');

    private static string? Maybe(Random random) => random.Next(3) == 0 ? null : Write(random, random.Next(0, 5));

    /// <summary>So many characters, with a space after some of them if asked for.</summary>
    private static string Write(Random random, int length, int spaceAfter = 0) =>
        string.Concat(
            Enumerable.Range(1, length).Select(i => Characters[random.Next(Characters.Length)] + (spaceAfter > 0 && i % spaceAfter == 0 ? " " : ""))
        );
}
