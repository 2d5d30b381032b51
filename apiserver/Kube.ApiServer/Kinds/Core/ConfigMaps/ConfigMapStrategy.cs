using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ConfigMaps;

/// <summary>Rules of <c>pkg/apis/core/validation</c> ValidateConfigMap and ValidateConfigMapUpdate.</summary>
internal sealed class ConfigMapStrategy : KindStrategy
{
    /// <summary>Bytes of all keys and values together: core MaxSecretSize.</summary>
    private const int MaxTotalBytes = 1024 * 1024;

    private static readonly FieldPath Data = FieldPath.Of("data");
    private static readonly FieldPath BinaryData = FieldPath.Of("binaryData");

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var total = 0L;
        var binary = obj.Map("binaryData");
        foreach (var (key, value) in obj.Map("data") ?? [])
        {
            errors.InvalidAll(Data.Key(key), key, DataKeys.ConfigMapKey(key));
            if (binary?.ContainsKey(key) == true) errors.Invalid(Data.Key(key), key, "duplicate of key present in binaryData");
            total += System.Text.Encoding.UTF8.GetByteCount(value as string ?? "");
        }
        foreach (var (key, value) in binary ?? [])
        {
            errors.InvalidAll(BinaryData.Key(key), key, DataKeys.ConfigMapKey(key));
            total += Base64Size.DecodedBytes(value as string ?? "");
        }
        if (total > MaxTotalBytes) errors.TooLong(FieldPath.Root, MaxTotalBytes);
    }

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (old.Bool("immutable") == true)
        {
            const string Frozen = "field is immutable when `immutable` is set";
            if (obj.Bool("immutable") != true) errors.Forbidden(FieldPath.Of("immutable"), Frozen);
            if (!JsonValues.DeepEquals(obj["data"], old["data"])) errors.Forbidden(Data, Frozen);
            if (!JsonValues.DeepEquals(obj["binaryData"], old["binaryData"])) errors.Forbidden(BinaryData, Frozen);
        }
        Validate(obj, errors);
    }
}
