namespace Lintel.Domain;

/// <summary>A record with an optimistic lock: every accepted change raises <see cref="Version"/> by one, from 1.</summary>
public interface IVersioned
{
    long Version { get; }
}
