using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Lintel.ClientSdk.Live.Tests;

/// <summary>
/// A page of docs/ carried out as its reader would: shell blocks are run one after the other, in one place, and a block with a file's name behind its
/// language is that file.
/// </summary>
internal sealed partial class Walk(string page, DirectoryInfo folder, Uri address, string token)
{
    private const string Example = "https://graph.example/graphql";

    private string _place = folder.FullName;

    /// <summary>Where the page has led to.</summary>
    public string Place => _place;

    public IReadOnlyList<Block> Blocks { get; } = ReadBlocks(File.ReadAllText(Path.Combine(PackedSdk.Repository, "docs", page)));

    /// <summary>Everything up to the last shell block, which starts the program.</summary>
    public async Task PrepareAsync()
    {
        var start = Blocks.Last(block => block.Language == "sh");
        // Files come before what uses them, wherever they stand.
        var isInside = false;
        foreach (var block in Blocks.Where(block => block != start && block.Language == "sh"))
        {
            await RunAsync(block);
            isInside = true;
        }

        Assert.True(isInside, $"{page} makes no project.");
        foreach (var block in Blocks.Where(block => block.File is not null))
        {
            Write(block.File!, block.Text); // asked for above
        }
    }

    /// <summary>What the reader's program says, from beginning to end.</summary>
    public Task<string> StartAsync() => RunAsync(Blocks.Last(block => block.Language == "sh"));

    /// <summary>The last shell block as a process that goes on.</summary>
    public ProcessStartInfo Program() => Shell(Blocks.Last(block => block.Language == "sh").Text);

    public void Write(string file, string text) =>
        File.WriteAllText(Path.Combine(_place, file), text.Replace(Example, address.ToString(), StringComparison.Ordinal));

    private async Task<string> RunAsync(Block block)
    {
        var after = Path.Combine(folder.FullName, "place");
        var (exit, said) = await PackedSdk.RunAsync(Shell($"{block.Text}\npwd >\"{after}\""));
        Assert.True(exit == 0, $"{page}: {block.Text}\n{said}");
        _place = (await File.ReadAllTextAsync(after)).Trim();
        return said;
    }

    private ProcessStartInfo Shell(string text)
    {
        var start = PackedSdk.Start(_place, "bash", "-euo", "pipefail", "-c", text.Replace(Example, address.ToString(), StringComparison.Ordinal));
        start.Environment["LINTEL_URL"] = address.ToString();
        start.Environment["LINTEL_TOKEN"] = token;
        return start;
    }

    private static IReadOnlyList<Block> ReadBlocks(string text) =>
        [
            .. Fence()
                .Matches(text)
                .Select(match => new Block(
                    match.Groups["language"].Value,
                    match.Groups["file"] is { Success: true } file ? file.Value : null,
                    match.Groups["text"].Value
                )),
        ];

    [GeneratedRegex(
        "^```(?<language>[a-z]+)(?: (?<file>[A-Za-z.]+))?\n(?<text>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Fence();
}

/// <summary>A fenced block.</summary>
/// <param name="Language">What is written behind the fence.</param>
/// <param name="File">The file that it is; null: none, a piece to be looked at.</param>
/// <param name="Text">What is between the fences.</param>
internal sealed record Block(string Language, string? File, string Text);
