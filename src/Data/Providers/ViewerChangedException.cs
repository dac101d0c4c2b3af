namespace Lintel.Data;

/// <summary>
/// The access epoch is not the one the viewer was read under: its account may have changed or ended. No row was handed over; read the viewer
/// again.
/// </summary>
public sealed class ViewerChangedException() : Exception("The viewer was read under an access epoch that has passed.");
