using Kube.ApiServer.Errors;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>Finds the schema of what a field of an object merges by; upstream asks Go struct tags.</summary>
internal static class PatchMetadata
{
    /// <summary>The schema of <paramref name="key"/>, whose value is an object here and there.</summary>
    public static TypeSchema Of(TypeSchema parent, string key)
    {
        if (parent.Kind is not (ValueKind.Struct or ValueKind.Any))
        {
            throw StatusException.Plain(
                $"merging an object in json but data type is not struct, instead is: {(parent.Kind == ValueKind.Map ? "map" : "interface")}");
        }
        var field = parent.Field(key) ?? parent.Fields.FirstOrDefault(field => field.Name.Equals(key, StringComparison.OrdinalIgnoreCase));
        return field?.Schema ?? throw StatusException.Plain(
            $"unable to find api field in struct {parent.Name[(parent.Name.LastIndexOf('.') + 1)..]} for the json field \"{key}\"");
    }

    /// <summary>The same where the value is a list.</summary>
    public static TypeSchema OfList(TypeSchema parent, string key)
    {
        var schema = Of(parent, key);
        return schema.Kind == ValueKind.List ? schema : throw StatusException.Plain("expected slice or array type, but got: struct");
    }
}
