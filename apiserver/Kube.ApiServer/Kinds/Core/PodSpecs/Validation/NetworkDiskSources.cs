using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>Disks and file systems from elsewhere, where more is checked than that a field is given.</summary>
internal static class NetworkDiskSources
{
    public static void GcePersistentDisk(JsonMap source, FieldErrors errors, FieldPath at) => Disk(source, "pdName", errors, at);

    public static void AwsElasticBlockStore(JsonMap source, FieldErrors errors, FieldPath at) => Disk(source, "volumeID", errors, at);

    public static void Nfs(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "server");
        errors.Required(at, source, "path");
        if (!source.Text("path").StartsWith('/')) errors.Invalid(at.Child("path"), source.Text("path"), "must be an absolute path");
    }

    public static void Iscsi(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "targetPortal");
        if (source.Text("iqn") is not { Length: > 0 } iqn) errors.Required(at.Child("iqn"));
        else if (iqn is not (['i', 'q', 'n', ..] or ['e', 'u', 'i', ..] or ['n', 'a', 'a', ..]))
            errors.Invalid(at.Child("iqn"), iqn, "must be valid format starting with iqn, eui, or naa");
        errors.InRange(at.Child("lun"), source.Number("lun"), 0, 255);
        if ((source.IsTrue("chapAuthDiscovery") || source.IsTrue("chapAuthSession")) && !source.Has("secretRef")) errors.Required(at.Child("secretRef"));
    }

    public static void Flocker(JsonMap source, FieldErrors errors, FieldPath at)
    {
        var (name, uuid) = (source.Text("datasetName"), source.Text("datasetUUID"));
        if (name.Length == 0 && uuid.Length == 0) errors.Required(at, "one of datasetName and datasetUUID is required");
        if (name.Length > 0 && uuid.Length > 0) errors.Invalid(at, "resource", "datasetName and datasetUUID can not be specified simultaneously");
        if (name.Contains('/')) errors.Invalid(at.Child("datasetName"), name, "must not contain '/'");
    }

    public static void FibreChannel(JsonMap source, FieldErrors errors, FieldPath at)
    {
        var (targets, ids) = (source.CountOf("targetWWNs"), source.CountOf("wwids"));
        if (targets == 0 && ids == 0) errors.Required(at.Child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
        if (targets > 0 && ids > 0) errors.Invalid(at.Child("targetWWNs"), source["targetWWNs"], "targetWWNs and wwids can not be specified simultaneously");
        if (targets == 0) return;
        if (source.Long("lun") is { } lun) errors.InRange(at.Child("lun"), lun, 0, 255);
        else errors.Required(at.Child("lun"), "lun is required if targetWWNs is specified");
    }

    public static void Flex(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "driver");
        foreach (var (option, _) in source.Map("options") ?? [])
        {
            var owner = "." + option.Split('/')[0].ToLowerInvariant();
            if (owner.EndsWith(".kubernetes.io", StringComparison.Ordinal) || owner.EndsWith(".k8s.io", StringComparison.Ordinal))
                errors.Invalid(at.Child("options").Key(option), option, "kubernetes.io and k8s.io namespaces are reserved");
        }
    }

    public static void AzureDisk(JsonMap source, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, "diskName");
        errors.Required(at, source, "diskURI");
        errors.OneOf(at, source, "cachingMode", ["None", "ReadOnly", "ReadWrite"]);
        errors.OneOf(at, source, "kind", ["Dedicated", "Managed", "Shared"]);
    }

    private static void Disk(JsonMap source, string nameField, FieldErrors errors, FieldPath at)
    {
        errors.Required(at, source, nameField);
        if (source.Number("partition") is var partition and (< 0 or > 255)) errors.Invalid(at.Child("partition"), partition, "must be between 1 and 255, inclusive");
    }
}
