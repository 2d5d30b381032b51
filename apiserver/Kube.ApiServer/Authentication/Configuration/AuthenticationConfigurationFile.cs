using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authentication.Configuration;

/// <summary>
/// Reads the file of <c>--authentication-config</c>: apiserver.config.k8s.io AuthenticationConfiguration, as strictly as upstream does. CEL
/// expressions are refused: this server does not evaluate any.
/// </summary>
internal static class AuthenticationConfigurationFile
{
    private const string Group = "apiserver.config.k8s.io";

    /// <param name="ownIssuers">Of service account tokens, which no other issuer may be.</param>
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static AuthenticationConfiguration Read(string path, IReadOnlyList<string> ownIssuers)
    {
        var file = ConfigurationFile.Expect(Load(path), [$"{Group}/v1", $"{Group}/v1beta1", $"{Group}/v1alpha1"], "AuthenticationConfiguration");
        file.Allow("jwt", "anonymous");
        var errors = new FieldErrors();
        var issuers = file.Items("jwt").Select((jwt, index) => JwtConfiguration.Read(jwt, FieldPath.Of("jwt").Index(index), ownIssuers, errors)).ToList();
        for (var i = 0; i < issuers.Count; i++)
        {
            if (issuers.Take(i).Any(before => before.IssuerUrl == issuers[i].IssuerUrl)) errors.Duplicate(FieldPath.Of("jwt").Index(i).Child("issuer", "url"), issuers[i].IssuerUrl);
        }
        var anonymous = file.Content.Has("anonymous") ? Anonymous(file.Section("anonymous"), errors) : null;
        if (errors.Count == 1) throw new FormatException(errors.First().ToString());
        return errors.Count == 0 ? new AuthenticationConfiguration(issuers, anonymous) : throw new FormatException($"[{string.Join(", ", errors)}]");
    }

    private static AnonymousOptions Anonymous(ConfigurationFile section, FieldErrors errors)
    {
        section.Allow("enabled", "conditions");
        var paths = section.Items("conditions").Select(condition =>
        {
            condition.Allow("path");
            return condition.Content.Text("path");
        }).ToList();
        var enabled = section.Content.IsTrue("enabled");
        if (!enabled && paths.Count > 0) errors.Invalid(FieldPath.Of("anonymous").Child("conditions"), section.Content["conditions"], "enabled should be set to true when conditions are defined");
        return new AnonymousOptions(enabled, paths);
    }

    private static JsonMap Load(string path)
    {
        try
        {
            return YamlReader.Read(File.ReadAllBytes(path)) as JsonMap ?? throw new FormatException($"empty config data in {path}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StatusException)
        {
            throw new FormatException($"failed to load authentication configuration from file \"{path}\": {failure.Message}");
        }
    }
}
