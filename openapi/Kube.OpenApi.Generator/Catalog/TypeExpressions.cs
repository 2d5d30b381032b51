using k8s.Models;
using Kube.OpenApi.Generator.Facts;

namespace Kube.OpenApi.Generator.Catalog;

/// <summary>
/// Says a model property's type as the <c>as</c> column would: a scalar's word, a definition's name, or one of them behind
/// <c>list:</c> and <c>map:</c>.
/// </summary>
internal sealed class TypeExpressions(IReadOnlyDictionary<string, string> definitionOfModel)
{
    private static readonly Dictionary<Type, string> Known = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int32",
        [typeof(long)] = "int64",
        [typeof(double)] = "double",
        [typeof(byte[])] = "bytes",
        [typeof(DateTime)] = "io.k8s.apimachinery.pkg.apis.meta.v1.Time",
        [typeof(ResourceQuantity)] = "io.k8s.apimachinery.pkg.api.resource.Quantity",
        [typeof(IntOrString)] = "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
    };

    public string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Known.TryGetValue(type, out var word)) return word;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>))
            return "list:" + Of(type.GetGenericArguments()[0]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>))
            return "map:" + Of(type.GetGenericArguments()[1]);
        return definitionOfModel.GetValueOrDefault(type.Name)
            ?? throw new FactException($"no row of types.tsv names the model {type.Name}, and the field that has it says no type");
    }
}
