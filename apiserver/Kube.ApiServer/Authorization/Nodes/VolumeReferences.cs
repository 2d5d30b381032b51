using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>The claim a persistent volume is for and the secrets a node needs to mount it, read once for each of its states.</summary>
internal sealed class VolumeReferences
{
    private static readonly object Slot = new();
    private static readonly string[] SecretFields = ["secretRef", "nodePublishSecretRef", "nodeStageSecretRef", "nodeExpandSecretRef"];

    private readonly HashSet<(string Namespace, string Name)> _secrets = [];

    private VolumeReferences(JsonMap spec)
    {
        Claim = (spec.Part("claimRef").Text("namespace"), spec.Part("claimRef").Text("name"));
        foreach (var source in spec.Select(field => field.Value).OfType<JsonMap>())
        {
            if (source.Text("secretName") is { Length: > 0 } name) Add(source.Text("secretNamespace"), name);
            foreach (var field in SecretFields)
            {
                if (source.Map(field) is { } secret) Add(secret.Text("namespace"), secret.Text("name"));
            }
        }
    }

    public (string Namespace, string Name) Claim { get; }

    public static VolumeReferences Of(CachedObject volume) =>
        volume.GetOrDerive(Slot, static state => new VolumeReferences(((JsonMap)JsonReader.Read(state.Json.Span)!).Spec()));

    public bool HasSecret(string @namespace, string name) => _secrets.Contains((@namespace, name));

    private void Add(string @namespace, string name) => _secrets.Add((@namespace.Length > 0 ? @namespace : Claim.Namespace, name));
}
