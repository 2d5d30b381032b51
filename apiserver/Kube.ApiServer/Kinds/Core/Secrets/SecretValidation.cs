using System.Text.Json;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Secrets;

/// <summary>ValidateSecret: the keys, the size, and what each type of secret has to hold.</summary>
internal static class SecretValidation
{
    private const int MaxTotalBytes = 1024 * 1024;
    private const string AccountNameAnnotation = "kubernetes.io/service-account.name";

    private static readonly FieldPath Data = FieldPath.Of("data");

    public static void Validate(JsonMap secret, FieldErrors errors)
    {
        var data = secret.Part("data");
        var total = 0L;
        foreach (var (key, value) in data)
        {
            errors.InvalidAll(Data.Key(key), key, DataKeys.ConfigMapKey(key));
            total += Base64Size.DecodedBytes(value as string ?? "");
        }
        if (total > MaxTotalBytes) errors.TooLong(Data, MaxTotalBytes);
        ValidateType(secret, data, errors);
    }

    private static void ValidateType(JsonMap secret, JsonMap data, FieldErrors errors)
    {
        switch (secret.Text("type"))
        {
            case "kubernetes.io/service-account-token":
                if (secret.Annotations().Text(AccountNameAnnotation).Length == 0)
                    errors.Required(FieldPath.Of("metadata").Child("annotations").Key(AccountNameAnnotation));
                break;
            case "kubernetes.io/dockercfg":
                ValidateJson(data, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                ValidateJson(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth":
                if (!data.ContainsKey("username") && !data.ContainsKey("password")) Require(["username", "password"], errors);
                break;
            case "kubernetes.io/ssh-auth":
                if (data.Text("ssh-privatekey").Length == 0) Require(["ssh-privatekey"], errors);
                break;
            case "kubernetes.io/tls":
                Require(((string[])["tls.crt", "tls.key"]).Where(key => !data.ContainsKey(key)), errors);
                break;
        }
    }

    private static void Require(IEnumerable<string> keys, FieldErrors errors)
    {
        foreach (var key in keys) errors.Required(Data.Key(key));
    }

    private static void ValidateJson(JsonMap data, string key, FieldErrors errors)
    {
        if (!data.ContainsKey(key))
        {
            errors.Required(Data.Key(key));
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(data.Text(key)));
            if (document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null) return;
            errors.Invalid(Data.Key(key), "<secret contents redacted>", "json: cannot unmarshal value into Go value of type map[string]interface {}");
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            errors.Invalid(Data.Key(key), "<secret contents redacted>", data.Text(key).Length == 0 ? "unexpected end of JSON input" : "invalid character in JSON input");
        }
    }
}
