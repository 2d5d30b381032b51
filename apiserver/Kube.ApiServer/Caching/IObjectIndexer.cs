using Kube.OpenApi.Json;

namespace Kube.ApiServer.Caching;

/// <summary>Knows what of a resource's objects can be selected by. Called from several threads at once.</summary>
internal interface IObjectIndexer
{
    /// <summary>
    /// The selectable fields beside <c>metadata.name</c> and <c>metadata.namespace</c>, which every resource has and
    /// <see cref="CachedObject"/> answers itself; e.g. "spec.nodeName".
    /// </summary>
    IReadOnlyList<string> Fields { get; }

    /// <summary>Reads the labels and those fields from an object's compact UTF-8 JSON.</summary>
    ObjectIndex Index(ReadOnlySpan<byte> json);

    /// <summary>The same from the tree that is encoded so.</summary>
    ObjectIndex Index(JsonMap obj);
}
