using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>Where an object has its managedFields, and what of them a client may ask for.</summary>
internal static class ManagedFieldsOf
{
    public const string Field = "managedFields";

    public static JsonList? Object(JsonMap? value) => value?.Map("metadata")?.List(Field);

    /// <summary>A client forgets all managers by sending no entry or an empty one.</summary>
    public static bool AsksForReset(JsonList? managedFields) => managedFields is { Count: 0 } or [JsonMap { Count: 0 }];
}
