namespace Kube.ApiServer.Registry;

/// <summary>How a deletion ended.</summary>
/// <param name="Json">The object as it is, or last was.</param>
/// <param name="Gone">It is removed; otherwise it waits for finalizers or a grace period.</param>
internal readonly record struct DeletionResult(ReadOnlyMemory<byte> Json, string Uid, bool Gone);
