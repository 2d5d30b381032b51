using k8s;
using k8s.Models;
using Kube.Machinery.Clients;
using Microsoft.Extensions.Logging;

namespace Kube.Machinery.Informers;

/// <summary>One informer, hence one watch and one cache, for each kind that anybody in the process asks for.</summary>
public sealed class SharedInformers(ApiClient client, TimeProvider time, ILogger<SharedInformers> logger)
{
    private readonly Dictionary<InformerOptions, IInformer> _informers = [];

    /// <summary>The informer of a kind. Ask for all of them, and register handlers, before <see cref="RunAsync"/>.</summary>
    public Informer<T> For<T>(string? fieldSelector = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = new InformerOptions(ResourceType.Of<T>()) { FieldSelector = fieldSelector };
        if (!_informers.TryGetValue(options, out var informer))
            _informers.Add(options, informer = new Informer<T>(new ListWatch<T>(client, options), time, logger));
        return (Informer<T>)informer;
    }

    /// <summary>Runs every informer until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_informers.Values.Select(informer => Task.Run(() => informer.RunAsync(cancellationToken), CancellationToken.None)));

    /// <summary>Completes when every cache holds its first list.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_informers.Values.Select(informer => informer.Synced)).WaitAsync(cancellationToken);
}
