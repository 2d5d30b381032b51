using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>
/// The object of a kind on which nothing is set: what a create is compared with. Of a Go type it has the fields that are
/// always there, which is why a create owns <c>spec.strategy.type</c> but not <c>spec.strategy</c>.
/// </summary>
internal static class EmptyObject
{
    public static JsonMap Of(KindSchema kind) => Fill(new JsonMap { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion }, kind.Type);

    private static JsonMap Fill(JsonMap value, TypeSchema type)
    {
        foreach (var field in type.Fields)
        {
            if (field.Presence == Presence.Always && !value.ContainsKey(field.Name)) value[field.Name] = Zero(field.Schema);
        }
        return value;
    }

    private static object? Zero(TypeSchema type) => type.Kind switch
    {
        ValueKind.Struct => Fill([], type),
        ValueKind.String => "",
        ValueKind.Boolean => false,
        ValueKind.Integer or ValueKind.Number or ValueKind.IntOrString => 0L,
        ValueKind.Quantity => "0",
        ValueKind.Duration => "0s",
        _ => null,
    };
}
