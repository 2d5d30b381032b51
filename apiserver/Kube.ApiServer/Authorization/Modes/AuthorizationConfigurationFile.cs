using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Modes;

/// <summary>
/// Reads the file of <c>--authorization-config</c>: apiserver.config.k8s.io AuthorizationConfiguration, as strictly as upstream does.
/// Webhooks are refused: this server asks nobody else.
/// </summary>
internal static class AuthorizationConfigurationFile
{
    private const string Group = "apiserver.config.k8s.io";

    private static readonly string[] Types = ["ABAC", "AlwaysAllow", "AlwaysDeny", "Node", "RBAC", "Webhook"];

    /// <returns>The modes, as the flag <c>--authorization-mode</c> would name them.</returns>
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static string Read(string path)
    {
        var file = ConfigurationFile.Expect(Load(path), [$"{Group}/v1", $"{Group}/v1beta1", $"{Group}/v1alpha1"], "AuthorizationConfiguration");
        file.Allow("authorizers");
        var (errors, modes, names) = (new FieldErrors(), new List<string>(), new HashSet<string>());
        var authorizers = file.Items("authorizers").ToList();
        if (authorizers.Count == 0) errors.Required(FieldPath.Of("authorizers"), "at least one authorization mode must be defined");
        for (var i = 0; i < authorizers.Count; i++) Check(authorizers[i], FieldPath.Of("authorizers").Index(i), modes, names, errors);
        if (errors.Count == 1) throw new FormatException(errors.First().ToString());
        return errors.Count == 0 ? string.Join(',', modes) : throw new FormatException($"[{string.Join(", ", errors)}]");
    }

    private static void Check(ConfigurationFile authorizer, FieldPath at, List<string> modes, HashSet<string> names, FieldErrors errors)
    {
        authorizer.Allow("type", "name", "webhook");
        var (type, name) = (authorizer.Content.Text("type"), authorizer.Content.Text("name"));
        if (type.Length == 0) errors.Required(at.Child("type"));
        else if (!Types.Contains(type)) errors.NotSupported(at.Child("type"), type, Types);
        else if (type is "Webhook" or "ABAC") errors.Forbidden(at.Child("type"), $"{type} authorizers are not supported by this server");
        else if (modes.Contains(type)) errors.Duplicate(at.Child("type"), type);
        else modes.Add(type);
        if (name.Length == 0) errors.Required(at.Child("name"));
        else if (!names.Add(name)) errors.Duplicate(at.Child("name"), name);
        else if (DnsNames.Subdomain(name) is { Count: > 0 } wrong) errors.Invalid(at.Child("name"), name, $"authorizer name is invalid: {string.Join(", ", wrong)}");
        if (type is not ("" or "Webhook") && authorizer.Content.Has("webhook")) errors.Invalid(at.Child("webhook"), "non-null", "may only be specified when type=Webhook");
    }

    private static JsonMap Load(string path)
    {
        try
        {
            return YamlReader.Read(File.ReadAllBytes(path)) as JsonMap ?? throw new FormatException($"failed to load AuthorizationConfiguration from file: {path} is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StatusException)
        {
            throw new FormatException($"failed to load AuthorizationConfiguration from file: {failure.Message}");
        }
    }
}
