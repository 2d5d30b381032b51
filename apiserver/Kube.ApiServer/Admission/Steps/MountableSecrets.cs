using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// The secrets a service account lists, which are all its pods may name where the account's annotation
/// <c>kubernetes.io/enforce-mountable-secrets</c> says so.
/// </summary>
internal sealed class MountableSecrets(JsonMap account)
{
    private const string Annotation = "kubernetes.io/enforce-mountable-secrets";

    private static readonly string[] TrueWords = ["1", "t", "T", "true", "TRUE", "True"];

    private readonly string _account = account.Name();
    private readonly HashSet<string> _secrets = [.. account.Maps("secrets").Select(secret => secret.Text("name"))];
    private readonly HashSet<string> _pullSecrets = [.. account.Maps("imagePullSecrets").Select(secret => secret.Text("name"))];

    public bool AreEnforced { get; } = TrueWords.Contains(account.Annotations().Text(Annotation));

    /// <returns>Why a pod may not be made; null when it may.</returns>
    public string? Refusal(JsonMap spec)
    {
        foreach (var name in spec.Maps("volumes").Select(volume => volume.Map("secret")).OfType<JsonMap>().Select(secret => secret.Text("secretName")))
        {
            if (!_secrets.Contains(name)) return Refused("volume with", name);
        }
        if (Containers(spec, "initContainers", "init container") is { } init) return init;
        if (Containers(spec, "containers", "container") is { } main) return main;
        var pulled = spec.Maps("imagePullSecrets").Select(secret => secret.Text("name")).ToList();
        var wrong = pulled.FindIndex(name => !_pullSecrets.Contains(name));
        return wrong < 0 ? null : $"imagePullSecret[{wrong}].name=\"{pulled[wrong]}\" is not allowed because service account {_account} does not reference that imagePullSecret";
    }

    /// <returns>Why containers may not be added to a pod that runs; null when they may.</returns>
    public string? RefusalOfEphemeral(JsonMap spec) => Containers(spec, "ephemeralContainers", "ephemeral container");

    private string? Containers(JsonMap spec, string list, string kind)
    {
        foreach (var container in spec.Maps(list))
        {
            foreach (var env in container.Maps("env"))
            {
                if (env.Part("valueFrom").Map("secretKeyRef") is { } key && !_secrets.Contains(key.Text("name")))
                    return Refused($"{kind} {container.Text("name")} with envVar {env.Text("name")} referencing", key.Text("name"));
            }
            foreach (var source in container.Maps("envFrom").Select(from => from.Map("secretRef")).OfType<JsonMap>())
            {
                if (!_secrets.Contains(source.Text("name"))) return Refused($"{kind} {container.Text("name")} with envFrom referencing", source.Text("name"));
            }
        }
        return null;
    }

    private string Refused(string what, string secret) => $"{what} secret.secretName=\"{secret}\" is not allowed because service account {_account} does not reference that secret";
}
