namespace Lintel.Client.Generator.Reading;

/// <summary>What of <c>.graphqlrc.json</c> and the command line counts here; the keys are Strawberry Shake's.</summary>
internal sealed record ClientConfig
{
    public const string FileName = ".graphqlrc.json";

    /// <summary>The configuration file itself.</summary>
    public string File { get; init; } = FileName;

    /// <summary>The folder that paths are relative to.</summary>
    public string Directory { get; init; } = "";

    /// <summary>The client's name: <c>ListingClient</c> gives <c>AddListingClient</c> and <c>IListingClient</c>.</summary>
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary><c>public</c> or <c>internal</c>.</summary>
    public string Accessibility { get; init; } = "public";

    public string SchemaFile { get; init; } = "schema.graphql";

    /// <summary>Where operations are, as globs.</summary>
    public IReadOnlyList<string> Documents { get; init; } = ["**/*.graphql"];

    /// <summary>The graph's address, for <c>update</c>; null when none was given.</summary>
    public Uri? Url { get; init; }

    /// <summary>Whether directives of the schema that are not declared, or stand where they may not, are mistakes.</summary>
    public bool IsSchemaStrict { get; init; } = true;

    /// <summary>One file for the whole client, or one for each type.</summary>
    public bool IsSingleFile { get; init; } = true;

    /// <summary>A folder for the generated code, relative to the configuration; null for the build's own (<c>obj/</c>).</summary>
    public string? OutputDirectory { get; init; }

    /// <summary>Whether queries can be watched over the entity store.</summary>
    public bool HasStore { get; init; } = true;

    /// <summary>A member of <c>Lintel.Client.RequestStrategy</c>.</summary>
    public string RequestStrategy { get; init; } = "FullText";

    /// <summary>A member of <c>Lintel.Client.SubscriptionTransport</c>.</summary>
    public string SubscriptionTransport { get; init; } = "Automatic";

    /// <summary>What deserves a word but stops nothing.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];
}
