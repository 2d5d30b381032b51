using k8s.Models;
using Kube.Controllers.Ownership;
using Kube.Machinery.Informers;

namespace Kube.Controllers.Pods;

/// <summary>The ways controllers look pods up.</summary>
internal static class PodIndexes
{
    private const string Controller = "controller";
    private const string Node = "node";

    /// <summary>Pods by the uid of their controller, orphans by their namespace.</summary>
    public static void AddControllerIndex(this ObjectCache<V1Pod> pods)
        => pods.AddIndex(Controller, pod => [ControllerReferences.ControllerOf(pod)?.Uid ?? OrphansOf(pod.Metadata.NamespaceProperty)]);

    public static IReadOnlyList<V1Pod> ControlledBy(this ObjectCache<V1Pod> pods, string uid) => pods.ByIndex(Controller, uid);

    public static IReadOnlyList<V1Pod> Orphans(this ObjectCache<V1Pod> pods, string @namespace)
        => pods.ByIndex(Controller, OrphansOf(@namespace));

    public static void AddNodeIndex(this ObjectCache<V1Pod> pods)
        => pods.AddIndex(Node, pod => string.IsNullOrEmpty(pod.Spec?.NodeName) ? [] : [pod.Spec.NodeName]);

    public static IReadOnlyList<V1Pod> OnNode(this ObjectCache<V1Pod> pods, string node) => pods.ByIndex(Node, node);

    private static string OrphansOf(string @namespace) => "orphans/" + @namespace;
}
