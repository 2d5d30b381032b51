using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Kinds.Core.PersistentVolumes;

internal static class PersistentVolumeKind
{
    private static readonly PersistentVolumeStrategy Strategy = new();

    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "PersistentVolume",
        Plural = "persistentvolumes",
        Namespaced = false,
        ShortNames = ["pv"],
        Type = Types.Of("", "v1", "PersistentVolume"),
        Strategy = Strategy,
        ReturnsDeleted = true,
        Subresources = [new ObjectSubresource { Name = "status", Strategy = new PersistentVolumeStatusStrategy(Strategy) }],
        Table = PersistentVolumeTable.Layout,
    };
}
