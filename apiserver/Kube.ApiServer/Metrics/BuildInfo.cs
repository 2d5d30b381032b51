using Kube.ApiServer.Versioning;
using Kube.Machinery;
using Prometheus;

namespace Kube.ApiServer.Metrics;

/// <summary>The metric that tells which build runs, in its labels.</summary>
internal static class BuildInfo
{
    public static void Register(MetricFactory factory) =>
        factory.CreateGauge("kubernetes_build_info", "Constant 1, labelled by what the server was built from.", ["major", "minor", "git_version", "platform"])
            .WithLabels(KubernetesVersion.Major, KubernetesVersion.Minor, KubernetesVersion.Text, VersionHandler.Platform).Set(1);
}
