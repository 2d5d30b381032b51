using System.Text;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Secrets;

/// <summary>Rules of secrets. What is written as stringData is kept as data.</summary>
internal sealed class SecretStrategy : KindStrategy
{
    public override void SetDefaults(JsonMap obj)
    {
        if (obj.Text("type").Length == 0) obj["type"] = "Opaque";
        foreach (var (key, value) in obj.Map("stringData") ?? [])
            obj.GetOrAddMap("data")[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value as string ?? ""));
        obj.Remove("stringData");
    }

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context)
    {
        // A client that has never heard of the type means to leave it.
        if (old.Text("type").Length > 0 && obj.Text("type").Length == 0) obj.CopyField("type", old);
    }

    public override void Validate(JsonMap obj, FieldErrors errors) => SecretValidation.Validate(obj, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        if (!obj.SameField(old, "type")) errors.Invalid(FieldPath.Of("type"), obj["type"], FieldRules.Immutable);
        if (old.IsTrue("immutable"))
        {
            const string Frozen = "field is immutable when `immutable` is set";
            if (!obj.IsTrue("immutable")) errors.Forbidden(FieldPath.Of("immutable"), Frozen);
            if (!obj.SameField(old, "data")) errors.Forbidden(FieldPath.Of("data"), Frozen);
        }
        Validate(obj, errors);
    }

    public override IEnumerable<string> Warnings(JsonMap obj, JsonMap? old) => TlsSecretWarnings.Of(obj);
}
