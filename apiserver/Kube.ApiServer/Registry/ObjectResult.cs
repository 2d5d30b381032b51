namespace Kube.ApiServer.Registry;

/// <summary>What a write left, as clients read it.</summary>
/// <param name="Json">The object's bytes, resourceVersion included unless nothing was stored.</param>
/// <param name="Created">The object did not exist before.</param>
internal readonly record struct ObjectResult(ReadOnlyMemory<byte> Json, bool Created = false);
