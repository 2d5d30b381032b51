using Kube.ApiServer.Admission.Configuration;

namespace Kube.ApiServer.Admission.Quotas;

/// <summary>What is limited by default: apiserver.config.k8s.io/v1 ResourceQuotaConfiguration.</summary>
internal sealed record ResourceQuotaConfiguration(IReadOnlyList<LimitedResource> Limited)
{
    /// <exception cref="FormatException">The configuration is wrong.</exception>
    public static ResourceQuotaConfiguration Read(AdmissionConfiguration all)
    {
        if (all.Of("ResourceQuota") is not { } content) return new([]);
        var kind = content.String("kind") == "Configuration" ? "Configuration" : "ResourceQuotaConfiguration";
        var file = ConfigurationFile.Expect(content, ["apiserver.config.k8s.io/v1", "resourcequota.admission.k8s.io/v1beta1", "resourcequota.admission.k8s.io/v1alpha1"], kind);
        file.Allow("limitedResources");
        return new([.. file.Content.Maps("limitedResources").Select(LimitedResource.Of)]);
    }
}
