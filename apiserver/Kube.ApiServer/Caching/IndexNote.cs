namespace Kube.ApiServer.Caching;

/// <summary>The index of an object about to be written, taken while its tree was at hand; good for caches with this very indexer.</summary>
internal sealed record IndexNote(IObjectIndexer Indexer, ObjectIndex Index);
