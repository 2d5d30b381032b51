using Kube.ApiServer.Health;
using Kube.ApiServer.Kinds.Coordination.Leases;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ComponentStatuses;

/// <summary>
/// How the control plane's other programs fare. Upstream asks their ports on this machine, which tells nothing of programs that run
/// elsewhere or on another port; here one that leads, and says so by renewing its Lease, is healthy, and only the others are asked.
/// The etcd of the server, if it has one, is one component, however many members it has.
/// </summary>
internal sealed class ComponentHealth : Computed
{
    private const string Etcd = "etcd-0";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, (string Lease, int Port)> Components = new()
    {
        ["controller-manager"] = ("kube-controller-manager", 10257),
        ["scheduler"] = ("kube-scheduler", 10259),
    };

    public override IReadOnlyList<string> Names(ResourceRegistry registry) => registry.Etcd is null ? [.. Components.Keys] : [.. Components.Keys, Etcd];

    public override async ValueTask<JsonMap> ComputeAsync(string name, ResourceRegistry registry, CancellationToken cancellation)
    {
        var (message, error) = name == Etcd
            ? await EtcdAsync(registry.Etcd!, cancellation)
            : await ProgramAsync(Components[name], registry, cancellation);
        var condition = new JsonMap(4) { ["type"] = "Healthy", ["status"] = error is null ? "True" : "False", ["message"] = message };
        if (error is { Length: > 0 }) condition["error"] = error;
        return new JsonMap { ["metadata"] = new JsonMap(1) { ["name"] = name }, ["conditions"] = new JsonList { condition } };
    }

    private static async ValueTask<(string Message, string? Error)> EtcdAsync(EtcdProbe etcd, CancellationToken cancellation) =>
        await etcd.FailureAsync(ProbeTime, cancellation) is { } failure ? ("", failure) : ("ok", null);

    private static async ValueTask<(string Message, string? Error)> ProgramAsync((string Lease, int Port) program, ResourceRegistry registry, CancellationToken cancellation)
    {
        // From memory: this must have an answer also while the store has none.
        var lease = registry.Cache(LeaseKind.Resource).Current.Get("kube-system", program.Lease);
        if (lease is not null && IsRenewed(ObjectCodec.Decode(lease.Json, LeaseKind.Resource.Type), registry.Time.GetUtcNow())) return ("ok", null);
        var (healthy, message) = await HealthProbe.AskAsync(new Uri($"https://127.0.0.1:{program.Port}/healthz"), cancellation);
        return (message, healthy ? null : "");
    }

    private static bool IsRenewed(JsonMap lease, DateTimeOffset now) =>
        lease.Spec() is { } spec && spec.Text("holderIdentity").Length > 0
        && DateTimeOffset.TryParse(spec.Text("renewTime"), out var renewed) && renewed.AddSeconds(spec.Number("leaseDurationSeconds")) > now;
}
