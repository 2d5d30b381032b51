using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>Where the kinds that make pods have their template.</summary>
internal static class PodTemplates
{
    private static readonly string[] Direct = ["template"];
    private static readonly string[] OfSpec = ["spec", "template"];
    private static readonly string[] OfJob = ["spec", "jobTemplate", "spec", "template"];

    /// <summary>Null for a kind that makes none.</summary>
    public static string[]? Path(Resource resource) => (resource.Group, resource.Plural) switch
    {
        ("", "podtemplates") => Direct,
        ("", "replicationcontrollers") => OfSpec,
        ("apps", "deployments" or "replicasets" or "statefulsets" or "daemonsets") => OfSpec,
        ("batch", "jobs") => OfSpec,
        ("batch", "cronjobs") => OfJob,
        _ => null,
    };

    public static JsonMap? Of(Resource resource, JsonMap obj) => Path(resource)!.Aggregate((JsonMap?)obj, (part, field) => part?.Map(field));
}
