namespace Lintel.Domain.Clients;

/// <summary>The brokerage knows this phone already. Whose it is stays unsaid (capability 26).</summary>
[ErrorType("Ask your store manager whose client it is.")]
public sealed record DuplicateClient() : UserError("DUPLICATE_CLIENT", "A client with this phone is on file already.", ["phone"]);
