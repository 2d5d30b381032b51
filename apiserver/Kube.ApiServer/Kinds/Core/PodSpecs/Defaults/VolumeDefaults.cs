using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>Defaults of volumes and of their sources, which persistent volumes share.</summary>
internal static class VolumeDefaults
{
    /// <summary>0644: readable by all, written by the owner.</summary>
    private const long FileMode = 420;

    private const long TokenSeconds = 3600;

    public static void Set(JsonMap volume)
    {
        if (!volume.Any(field => field.Key != "name" && field.Value is not null)) volume["emptyDir"] = new JsonMap();
        SetSource(volume);
        foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap", "downwardAPI", "projected"]) volume.Map(kind)?.Default("defaultMode", FileMode);
        foreach (var file in volume.Map("downwardAPI")?.Maps("items") ?? []) FieldRefDefaults.Set(file);
        foreach (var source in volume.Map("projected")?.Maps("sources") ?? []) SetProjection(source);
        if (volume.Map("image") is { } image && image.Text("pullPolicy").Length == 0) image["pullPolicy"] = ImagePullPolicy.For(image.Text("reference"));
        volume.Map("ephemeral")?.Map("volumeClaimTemplate")?.GetOrAddMap("spec").Default("volumeMode", "Filesystem");
    }

    /// <summary>The sources that a pod's volume and a persistent volume both know.</summary>
    public static void SetSource(JsonMap holder)
    {
        holder.Map("hostPath")?.Default("type", "");
        DefaultText(holder.Map("iscsi"), ("iscsiInterface", "default"));
        DefaultText(holder.Map("rbd"), ("pool", "rbd"), ("user", "admin"), ("keyring", "/etc/ceph/keyring"));
        DefaultText(holder.Map("scaleIO"), ("storageMode", "ThinProvisioned"), ("fsType", "xfs"));
        if (holder.Map("azureDisk") is not { } disk) return;
        disk.Default("cachingMode", "ReadWrite");
        disk.Default("kind", "Shared");
        disk.Default("fsType", "ext4");
        disk.Default("readOnly", false);
    }

    private static void SetProjection(JsonMap source)
    {
        foreach (var file in source.Map("downwardAPI")?.Maps("items") ?? []) FieldRefDefaults.Set(file);
        source.Map("serviceAccountToken")?.Default("expirationSeconds", TokenSeconds);
    }

    private static void DefaultText(JsonMap? source, params ReadOnlySpan<(string Key, string Value)> defaults)
    {
        if (source is null) return;
        foreach (var (key, value) in defaults)
        {
            if (source.Text(key).Length == 0) source[key] = value;
        }
    }
}
