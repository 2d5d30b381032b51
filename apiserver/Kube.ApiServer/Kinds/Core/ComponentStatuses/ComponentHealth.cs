using Kube.ApiServer.Kinds.Coordination.Leases;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.ComponentStatuses;

/// <summary>
/// How the control plane's other programs fare. Upstream asks their ports on this machine, which tells nothing of programs that run
/// elsewhere or on another port; here one that leads, and says so by renewing its Lease, is healthy, and only the others are asked.
/// </summary>
internal sealed class ComponentHealth : Computed
{
    private static readonly Dictionary<string, (string Lease, int Port)> Components = new()
    {
        ["controller-manager"] = ("kube-controller-manager", 10257),
        ["scheduler"] = ("kube-scheduler", 10259),
    };

    public override IReadOnlyList<string> Names { get; } = [.. Components.Keys];

    public override async ValueTask<JsonMap> ComputeAsync(string name, ResourceRegistry registry, CancellationToken cancellation)
    {
        var (lease, port) = Components[name];
        var (healthy, message) = IsRenewed(await registry.FindAsync(LeaseKind.Resource, "kube-system", lease, cancellation), registry.Time.GetUtcNow())
            ? (true, "ok")
            : await HealthProbe.AskAsync(new Uri($"https://127.0.0.1:{port}/healthz"), cancellation);
        return new JsonMap
        {
            ["metadata"] = new JsonMap(1) { ["name"] = name },
            ["conditions"] = new JsonList { new JsonMap(3) { ["type"] = "Healthy", ["status"] = healthy ? "True" : "False", ["message"] = message } },
        };
    }

    private static bool IsRenewed(JsonMap? lease, DateTimeOffset now) =>
        lease?.Spec() is { } spec && spec.Text("holderIdentity").Length > 0
        && DateTimeOffset.TryParse(spec.Text("renewTime"), out var renewed) && renewed.AddSeconds(spec.Number("leaseDurationSeconds")) > now;
}
