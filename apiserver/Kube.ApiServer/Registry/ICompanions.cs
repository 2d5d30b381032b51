using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>
/// What else has to be written with an object, in the same transaction, so that none is ever without the other. When another writer was
/// first with one of these, the whole request is made again from the newer state.
/// </summary>
internal interface ICompanions
{
    /// <param name="obj">The new state; null when the object is removed.</param>
    /// <param name="old">The state it replaces; null when the object is created.</param>
    IEnumerable<Write> Writes(JsonMap? obj, JsonMap? old, ResourceRegistry registry);
}
