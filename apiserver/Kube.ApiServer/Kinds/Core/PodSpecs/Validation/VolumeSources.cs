using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>One kind of volume.</summary>
/// <param name="Path">What upstream calls the field in errors, where that is not its name.</param>
internal sealed record VolumeSource(string Name, Action<JsonMap, FieldErrors, FieldPath>? Validate = null, string? Path = null)
{
    /// <summary>A source of which some fields have to be given.</summary>
    public static VolumeSource Needing(string name, params string[] fields) => new(name, (source, errors, at) =>
    {
        foreach (var field in fields) errors.Required(at, source, field);
    });
}

/// <summary>Every volume source, in the order upstream looks at them.</summary>
internal static class VolumeSources
{
    public static IReadOnlyList<VolumeSource> OfPods { get; } =
    [
        new("emptyDir", EmptyDir),
        new("hostPath", HostPathSource.Validate),
        new("gitRepo", GitRepo),
        new("gcePersistentDisk", NetworkDiskSources.GcePersistentDisk, "persistentDisk"),
        new("awsElasticBlockStore", NetworkDiskSources.AwsElasticBlockStore),
        new("secret", FileVolumeSources.Secret),
        new("nfs", NetworkDiskSources.Nfs),
        new("iscsi", NetworkDiskSources.Iscsi),
        VolumeSource.Needing("glusterfs", "endpoints", "path"),
        new("flocker", NetworkDiskSources.Flocker),
        VolumeSource.Needing("persistentVolumeClaim", "claimName"),
        VolumeSource.Needing("rbd", "monitors", "image"),
        VolumeSource.Needing("cinder", "volumeID"),
        VolumeSource.Needing("cephfs", "monitors"),
        VolumeSource.Needing("quobyte", "registry", "volume"),
        new("downwardAPI", FileVolumeSources.DownwardApi),
        new("fc", NetworkDiskSources.FibreChannel),
        new("flexVolume", NetworkDiskSources.Flex),
        new("configMap", FileVolumeSources.ConfigMap),
        VolumeSource.Needing("azureFile", "secretName", "shareName"),
        VolumeSource.Needing("vsphereVolume", "volumePath"),
        VolumeSource.Needing("photonPersistentDisk", "pdID"),
        VolumeSource.Needing("portworxVolume", "volumeID"),
        new("azureDisk", NetworkDiskSources.AzureDisk),
        new("storageos"),
        new("projected", ProjectedSource.Validate),
        VolumeSource.Needing("scaleIO", "gateway", "system", "volumeName"),
        new("csi", Csi),
        new("ephemeral", Ephemeral),
        new("image", Image),
    ];

    private static void EmptyDir(JsonMap source, FieldErrors errors, FieldPath at)
    {
        if (source.Amount("sizeLimit") is { Sign: < 0 }) errors.Forbidden(at.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
    }

    private static void GitRepo(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "repository");
        errors.DescendingPath(at.Child("directory"), source.Text("directory"));
    }

    private static void Csi(JsonMap source, FieldErrors errors, FieldPath at)
    {
        CsiDriverName.Validate(source.Text("driver"), errors, at.Child("driver"));
        if (source.Map("nodePublishSecretRef") is { } secret && secret.Text("name").Length == 0) errors.Required(at.Child("nodePublishSecretRef", "name"));
    }

    private static void Ephemeral(JsonMap source, FieldErrors errors, FieldPath at)
    {
        if (source.Map("volumeClaimTemplate") is not { } template)
        {
            errors.Required(at.Child("volumeClaimTemplate"));
            return;
        }
        var here = at.Child("volumeClaimTemplate");
        errors.Labels(here.Child("metadata", "labels"), template.Metadata().Map("labels"));
        errors.Annotations(here.Child("metadata", "annotations"), template.Metadata().Map("annotations"));
        ClaimSpecValidation.Validate(template.Spec(), errors, here.Child("spec"));
    }

    private static void Image(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "reference");
        errors.OneOf(at, source, "pullPolicy", ["Always", "IfNotPresent", "Never"], required: true);
    }
}
