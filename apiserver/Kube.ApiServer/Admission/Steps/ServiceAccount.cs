using System.Security.Cryptography;
using Kube.ApiServer.Authorization.Nodes;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.ServiceAccounts;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>
/// Gives a pod its service account and the volume by which its containers reach the API server: upstream's
/// <c>plugin/admission/serviceaccount</c>.
/// </summary>
internal sealed class ServiceAccount : AdmissionStep
{
    private static readonly object Slot = new();

    private const string DefaultAccount = "default";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string VolumePrefix = "kube-api-access-";
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    /// <summary>An hour and a little, by which upstream tells these tokens from others.</summary>
    private const long TokenSeconds = 3607;

    private const int SuffixLength = 5;
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public override string Name => "ServiceAccount";

    public override bool Concerns(Resource resource) => resource.Is("", "pods");

    public override void Mutate(AdmissionRequest request)
    {
        if (request.Operation != Operation.Create || !request.IsMain) return;
        var pod = request.Object!;
        var spec = pod.GetOrAddMap("spec");
        if (pod.Map("metadata")?.Map("annotations")?.ContainsKey(MirrorAnnotation) == true)
        {
            CheckMirror(request, pod);
            return;
        }
        var name = spec.String("serviceAccountName") is { Length: > 0 } given ? given : DefaultAccount;
        spec["serviceAccountName"] = name;
        // The old name of the field goes along.
        spec["serviceAccount"] = name;
        var account = Find(request, name);
        if (spec.List("imagePullSecrets") is not { Count: > 0 } && account.PullSecrets is { Count: > 0 } secrets) spec["imagePullSecrets"] = secrets.DeepClone();
        if ((spec.Bool("automountServiceAccountToken") ?? account.Mounts) != false) Mount(spec);
    }

    public override void Validate(AdmissionRequest request)
    {
        var addsContainers = request is { Operation: Operation.Update, Subresource: "ephemeralcontainers" };
        if (!addsContainers && (request.Operation != Operation.Create || !request.IsMain)) return;
        var (pod, spec) = (request.Object!, request.Object!.Spec());
        if (!addsContainers && pod.Annotations().ContainsKey(MirrorAnnotation))
        {
            CheckMirror(request, pod);
            return;
        }
        var secrets = Find(request, spec.Text("serviceAccountName")).Secrets;
        if (!secrets.AreEnforced) return;
        if ((addsContainers ? secrets.RefusalOfEphemeral(spec) : secrets.Refusal(spec)) is { } why) throw Forbidden(request, why);
    }

    private static Account Find(AdmissionRequest request, string name)
    {
        var found = request.Known(ServiceAccountKind.Resource, request.Namespace, name)
            ?? throw Forbidden(request, $"error looking up service account {request.Namespace}/{name}: serviceaccount \"{name}\" not found");
        return found.GetOrDerive(Slot, static state =>
        {
            var account = (JsonMap)JsonReader.Read(state.Json.Span)!;
            return new Account(account.List("imagePullSecrets"), account.Bool("automountServiceAccountToken"), new MountableSecrets(account));
        });
    }

    private static void CheckMirror(AdmissionRequest request, JsonMap pod)
    {
        var spec = pod.Spec();
        if (spec.Text("serviceAccountName").Length > 0) throw Forbidden(request, "a mirror pod may not reference service accounts");
        if (PodReferences.Named(pod).Has(Relation.Secret)) throw Forbidden(request, "a mirror pod may not reference secrets");
        if (spec.Maps("volumes").SelectMany(volume => volume.Part("projected").Maps("sources")).Any(source => source.Has("serviceAccountToken")))
            throw Forbidden(request, "a mirror pod may not use ServiceAccountToken volume projections");
    }

    private static void Mount(JsonMap spec)
    {
        string? volume = null;
        foreach (var container in spec.Maps("initContainers").Concat(spec.Maps("containers")))
        {
            // A container that brings its own credentials keeps them.
            if (container.Maps("volumeMounts").Any(mount => mount.String("mountPath") == MountPath)) continue;
            volume ??= VolumePrefix + RandomNumberGenerator.GetString(Alphabet, SuffixLength);
            container.GetOrAddList("volumeMounts").Add(new JsonMap { ["name"] = volume, ["readOnly"] = true, ["mountPath"] = MountPath });
        }
        if (volume is not null) spec.GetOrAddList("volumes").Add(TokenVolume(volume));
    }

    private static JsonMap TokenVolume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonMap
        {
            ["sources"] = new JsonList(
            [
                new JsonMap { ["serviceAccountToken"] = new JsonMap { ["expirationSeconds"] = TokenSeconds, ["path"] = "token" } },
                new JsonMap { ["configMap"] = new JsonMap { ["name"] = "kube-root-ca.crt", ["items"] = new JsonList([Item("key", "ca.crt", "ca.crt")]) } },
                new JsonMap { ["downwardAPI"] = new JsonMap { ["items"] = new JsonList([NamespaceItem()]) } },
            ]),
            ["defaultMode"] = 420L,
        },
    };

    private static JsonMap Item(string kind, string value, string path) => new() { [kind] = value, ["path"] = path };

    private static JsonMap NamespaceItem() => new()
    {
        ["path"] = "namespace",
        ["fieldRef"] = new JsonMap { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
    };

    private static StatusException Forbidden(AdmissionRequest request, string why) =>
        StatusException.Forbidden(request.Resource.GroupResource, request.Name, why);

    /// <summary>What a pod takes from its account; shared, not to be changed.</summary>
    private sealed record Account(JsonList? PullSecrets, bool? Mounts, MountableSecrets Secrets);
}
