using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>An object as it is in one version of its kind.</summary>
internal readonly record struct VersionedObject(JsonMap Object, TypeSchema Type, string ApiVersion);

/// <summary>Converts an object to another version of its kind; null when that version is not served (any more).</summary>
internal delegate VersionedObject? VersionConversion(VersionedObject value, string apiVersion);
