using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Nodes;

/// <summary>The objects of its namespace that a pod needs on its node, read once for each of its states.</summary>
internal sealed class PodReferences
{
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    private static readonly object Slot = new();

    private readonly HashSet<(Relation, string)> _names = [];

    private PodReferences(JsonMap pod, bool proven)
    {
        if (!proven) return;
        var spec = pod.Spec();
        Add(Relation.ServiceAccount, spec.Text("serviceAccountName"));
        foreach (var secret in spec.Maps("imagePullSecrets")) Add(Relation.Secret, secret.Text("name"));
        foreach (var volume in spec.Maps("volumes"))
        {
            if (volume.Has("ephemeral")) Add(Relation.Claim, $"{pod.Name()}-{volume.Text("name")}");
        }
        foreach (var claim in spec.Maps("resourceClaims").Concat(pod.Status().Maps("resourceClaimStatuses")).Append(pod.Status().Part("extendedResourceClaimStatus")))
            Add(Relation.ResourceClaim, claim.Text("resourceClaimName"));
        Walk(spec);
    }

    public static PodReferences Of(CachedObject pod) => pod.GetOrDerive(Slot, static state =>
    {
        var obj = (JsonMap)JsonReader.Read(state.Json.Span)!;
        // What a mirror pod refers to was written by the node itself, so it proves nothing.
        return new PodReferences(obj, proven: !obj.Annotations().ContainsKey(MirrorAnnotation));
    });

    /// <summary>Whatever a pod names, a mirror pod too.</summary>
    public static PodReferences Named(JsonMap pod) => new(pod, proven: true);

    public bool Has(Relation relation) => _names.Any(name => name.Item1 == relation);

    public bool Has(Relation relation, string name) => _names.Contains((relation, name));

    private void Walk(object? value)
    {
        if (value is JsonList list) list.ForEach(Walk);
        if (value is not JsonMap map) return;
        foreach (var (key, part) in map)
        {
            if (part is JsonMap reference) Note(key, reference);
            Walk(part);
        }
    }

    private void Note(string field, JsonMap reference)
    {
        switch (field)
        {
            case "secretRef" or "secretKeyRef" or "nodePublishSecretRef":
                Add(Relation.Secret, reference.Text("name"));
                break;
            case "secret" or "azureFile":
                Add(Relation.Secret, reference.Text("secretName"));
                Add(Relation.Secret, reference.Text("name"));
                break;
            case "configMap" or "configMapRef" or "configMapKeyRef":
                Add(Relation.ConfigMap, reference.Text("name"));
                break;
            case "persistentVolumeClaim":
                Add(Relation.Claim, reference.Text("claimName"));
                break;
        }
    }

    private void Add(Relation relation, string name)
    {
        if (name.Length > 0) _names.Add((relation, name));
    }
}
