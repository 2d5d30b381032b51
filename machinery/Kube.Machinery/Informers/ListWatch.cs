using System.Runtime.CompilerServices;
using k8s;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Machinery.Informers;

/// <summary>The two requests an informer lives on.</summary>
public sealed class ListWatch<T>(ApiClient client, InformerOptions options)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMinutes(5);

    private readonly string _path = options.Resource.Path();
    private readonly string _selectors = Selectors(options);

    public ResourceType Resource { get; } = options.Resource;

    /// <summary>Lists everything, at least as new as <paramref name="resourceVersion"/> ("0": any, "": the newest).</summary>
    public Task<ObjectList<T>> ListAsync(string resourceVersion, CancellationToken cancellationToken)
        => client.SendAsync<ObjectList<T>>(
            HttpMethod.Get, $"{_path}?resourceVersion={resourceVersion}{_selectors}", accept: options.ListAccept,
            cancellationToken: cancellationToken);

    /// <summary>Events after a resource version, until the server ends the watch (after five to ten minutes).</summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(
        string resourceVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var timeout = (int)(ShortestWatch * (1 + Random.Shared.NextDouble())).TotalSeconds;
        var path = $"{_path}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}&timeoutSeconds={timeout}{_selectors}";
        using var stream = await client.OpenAsync(path, options.WatchAccept, cancellationToken);
        await foreach (var watchEvent in WatchReader.ReadAsync<T>(stream.Body, cancellationToken))
            yield return watchEvent;
    }

    private static string Selectors(InformerOptions options)
    {
        var field = options.FieldSelector is { } fields ? $"&fieldSelector={Uri.EscapeDataString(fields)}" : "";
        var label = options.LabelSelector is { } labels ? $"&labelSelector={Uri.EscapeDataString(labels)}" : "";
        return field + label;
    }
}
