using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

/// <summary>What a persistent volume may stand for, in the order upstream looks.</summary>
internal static class PersistentVolumeSources
{
    public static IReadOnlyList<VolumeSource> All { get; } =
    [
        new("hostPath", HostPathSource.Validate),
        new("gcePersistentDisk", NetworkDiskSources.GcePersistentDisk, "persistentDisk"),
        new("awsElasticBlockStore", NetworkDiskSources.AwsElasticBlockStore),
        VolumeSource.Needing("glusterfs", "endpoints", "path"),
        new("flocker", NetworkDiskSources.Flocker),
        new("nfs", NetworkDiskSources.Nfs),
        VolumeSource.Needing("rbd", "monitors", "image"),
        VolumeSource.Needing("quobyte", "registry", "volume"),
        VolumeSource.Needing("cephfs", "monitors"),
        new("iscsi", NetworkDiskSources.Iscsi),
        VolumeSource.Needing("cinder", "volumeID"),
        new("fc", NetworkDiskSources.FibreChannel),
        new("flexVolume", NetworkDiskSources.Flex),
        VolumeSource.Needing("azureFile", "secretName", "shareName"),
        VolumeSource.Needing("vsphereVolume", "volumePath"),
        VolumeSource.Needing("photonPersistentDisk", "pdID"),
        VolumeSource.Needing("portworxVolume", "volumeID"),
        new("azureDisk", NetworkDiskSources.AzureDisk),
        VolumeSource.Needing("scaleIO", "gateway", "system", "volumeName"),
        new("local", Local),
        new("storageos"),
        new("csi", Csi),
    ];

    private static void Local(JsonMap source, FieldErrors errors, FieldPath at)
    {
        if (source.Text("path").Length == 0) errors.Required(at.Child("path"));
        else errors.NoBacksteps(at.Child("path"), source.Text("path"));
    }

    private static void Csi(JsonMap source, FieldErrors errors, FieldPath at)
    {
        CsiDriverName.Validate(source.Text("driver"), errors, at.Child("driver"));
        errors.Required(at, source, "volumeHandle");
        foreach (var field in (ReadOnlySpan<string>)["controllerPublishSecretRef", "controllerExpandSecretRef", "nodeExpandSecretRef", "nodePublishSecretRef"])
        {
            if (source.Map(field) is not { } secret) continue;
            errors.Required(at.Child(field), secret, "name");
            errors.Required(at.Child(field), secret, "namespace");
        }
    }
}
