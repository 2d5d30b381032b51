using System.Globalization;
using k8s.Models;

namespace Kube.Controllers.Deployments;

/// <summary>How far a Deployment may leave its size during a rollout: pods above it, and pods missing from it.</summary>
internal readonly record struct RolloutLimits(int MaxSurge, int MaxUnavailable)
{
    /// <summary>The limits in pods; percentages of surge are rounded up, of unavailability down, and one of them is at least one.</summary>
    public static RolloutLimits Of(V1Deployment deployment)
    {
        var replicas = deployment.Replicas();
        if (!deployment.IsRollingUpdate())
            return default;
        var rolling = deployment.Spec.Strategy?.RollingUpdate;
        var surge = Resolve(rolling?.MaxSurge, replicas, roundUp: true);
        var unavailable = Resolve(rolling?.MaxUnavailable, replicas, roundUp: false);
        if (surge == 0 && unavailable == 0)
            unavailable = 1;
        return new RolloutLimits(surge, Math.Min(unavailable, replicas));
    }

    private static int Resolve(IntOrString? value, int total, bool roundUp)
    {
        var text = value?.Value ?? "25%";
        if (!text.EndsWith('%'))
            return int.Parse(text, CultureInfo.InvariantCulture);
        var share = int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) * (long)total;
        return (int)((share + (roundUp ? 99 : 0)) / 100);
    }
}
