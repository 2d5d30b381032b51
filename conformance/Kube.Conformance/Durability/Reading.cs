namespace Kube.Conformance.Durability;

/// <summary>One answered read of one object.</summary>
/// <param name="Revision">0 when there was none.</param>
internal sealed record Reading(string Name, long Revision, string Tag, long Started, long Ended);
