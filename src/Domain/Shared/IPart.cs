namespace Lintel.Domain;

/// <summary>
/// A record that is part of another one and without a place of its own. The brand of the whole is kept on it: whoever sees all of a brand
/// then sees its parts without a look at each one's parent.
/// </summary>
public interface IPart
{
    Guid BrandId { get; }
}
