namespace Kube.Machinery.Informers;

public interface IInformer
{
    /// <summary>Completes when the first list is in the cache and its handlers have run.</summary>
    Task Synced { get; }

    /// <summary>Follows the server until cancelled.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
