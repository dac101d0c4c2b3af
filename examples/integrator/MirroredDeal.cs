namespace Lintel.Integrator;

/// <summary>A deal as the mirror has it. The stage is kept by its name, so that one this program does not know yet is kept, too.</summary>
internal sealed record MirroredDeal(string Id, string DealNumber, string Stage, decimal Price, long Version);
