using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.PodSecurity.Checks;

/// <summary>Volumes come from the cluster's own objects or through claims.</summary>
internal sealed class RestrictedVolumes : PolicyCheck
{
    private static readonly string[] Allowed = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] Known =
    [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "gitRepo", "nfs", "iscsi", "glusterfs", "rbd", "flexVolume", "cinder", "cephfs", "flocker", "fc",
        "azureFile", "vsphereVolume", "quobyte", "azureDisk", "photonPersistentDisk", "portworxVolume", "scaleIO", "storageos",
    ];

    public override string Id => "restrictedVolumes";

    public override PolicyLevel Level => PolicyLevel.Restricted;

    public override string Replaces => "hostPathVolumes";

    public override Violation? Check(CheckedPod pod, int minor)
    {
        var bad = pod.Spec.Maps("volumes").Where(volume => !Array.Exists(Allowed, volume.Has)).ToList();
        if (bad.Count == 0) return null;
        var types = Wording.Sorted(bad.Select(volume => Array.Find(Known, volume.Has) ?? "unknown"));
        var names = bad.ConvertAll(volume => volume.Text("name"));
        return new("restricted volume types", $"{Wording.Named("volume", names)} {(names.Count == 1 ? "uses" : "use")} {Wording.Named("restricted volume type", types)}");
    }
}
