namespace Lintel.Streams;

/// <summary>One thing that is promised of streams, on a server of its own.</summary>
internal interface IMeasure
{
    string Name { get; }

    Task<IReadOnlyList<Bound>> RunAsync(Stage stage, CancellationToken stop);
}
