namespace Kube.ApiServer.Storage.Etcd;

/// <summary>etcd was restored from a snapshot without raising its revision, so what this server knows and what etcd knows are different pasts.</summary>
internal sealed class StoreRevertedException(long current, long known) : StoreException(
    $"etcd went back from revision {known} to {current}: it was restored from a snapshot without --bump-revision; the server has to start again");
