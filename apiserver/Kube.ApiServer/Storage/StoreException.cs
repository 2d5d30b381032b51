namespace Kube.ApiServer.Storage;

/// <summary>The store cannot do its work: the medium is full, read-only, damaged, in use by another, or out of reach.</summary>
internal class StoreException(string message, Exception? inner = null) : Exception(message, inner);
