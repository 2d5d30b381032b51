using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>
/// The version in which the objects of another served version are kept. Conversions go through the whole object and keep what
/// the other version cannot say, so that a round trip loses nothing.
/// </summary>
/// <param name="Resource">The resource that keeps them; it has the cache, the keys and the indexed fields.</param>
/// <param name="ToStored">A new object in the stored version; apiVersion and kind are set by the caller.</param>
/// <param name="FromStored">A new object in the served version; likewise.</param>
internal sealed record StoredVersion(Resource Resource, Func<JsonMap, JsonMap> ToStored, Func<JsonMap, JsonMap> FromStored);
