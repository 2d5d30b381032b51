using Kube.Controllers.Deployments;
using Kube.Controllers.ReplicaSets;

namespace Kube.Controllers.Hosting;

/// <summary>Every controller there is, by the name that <c>--controllers</c> knows it by.</summary>
internal static class ControllerTable
{
    public static readonly IReadOnlyList<ControllerEntry> All =
    [
        new(DeploymentController.Name, context => new DeploymentController(context)),
        new(ReplicaSetController.Name, context => new ReplicaSetController(context)),
    ];

    /// <summary>The controllers a <c>--controllers</c> list asks for: a name beats <c>-name</c> beats <c>*</c>.</summary>
    public static IEnumerable<ControllerEntry> Enabled(IReadOnlyCollection<string> names)
        => All.Where(entry => names.Contains(entry.Name) || (names.Contains("*") && !names.Contains("-" + entry.Name)));
}
