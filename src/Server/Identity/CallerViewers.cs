using Lintel.Data;
using Lintel.Domain;

namespace Lintel.Server.Identity;

/// <summary>From a caller to the viewer of an operation, whether it came with a token or with a key.</summary>
internal sealed class CallerViewers(ViewerFactory subjects, ApiKeyCheck keys)
{
    /// <inheritdoc cref="ViewerFactory.CurrentAsync"/>
    public Task<Viewer> CurrentAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Key is { } key ? keys.CurrentAsync(key, cancellationToken) : subjects.CurrentAsync(caller.Subject, cancellationToken);

    /// <summary>Whom a caller speaks for as the database has it now, and how long; null: for nobody any more.</summary>
    public Task<ViewerInForce?> InForceAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Key is { } key ? keys.InForceAsync(key, cancellationToken) : subjects.InForceAsync(caller.Subject, cancellationToken);

    /// <inheritdoc cref="ViewerFactory.RememberedAsync"/>
    public ValueTask<Viewer> RememberedAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Viewer is { } viewer ? new(viewer) : subjects.RememberedAsync(caller.Subject, cancellationToken);
}
