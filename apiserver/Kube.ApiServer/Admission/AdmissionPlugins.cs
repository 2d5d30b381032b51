namespace Kube.ApiServer.Admission;

/// <summary>The steps this server has, in the order upstream runs them.</summary>
internal static class AdmissionPlugins
{
    public static IReadOnlyList<AdmissionStep> InOrder { get; } =
    [
        new NamespaceLifecycle(),
        new TaintNodesByCondition(),
        new Priority(),
        new DefaultTolerationSeconds(),
        new ServiceAccount(),
        new StorageObjectInUseProtection(),
    ];
}
