using System.Collections.Concurrent;
using System.Text;
using k8s.Models;
using Kube.Kubelet.Cluster;

namespace Kube.Kubelet.Volumes.Contents;

/// <summary>Tokens of pods' service accounts, each renewed when 80 % of its life is over.</summary>
internal sealed class TokenContent(IClusterObjects cluster, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Pod, string? Audience, long Seconds), Issued> _issued = new();

    public async Task<byte[]> ReadAsync(V1Pod pod, V1ServiceAccountTokenProjection source, CancellationToken cancellationToken)
    {
        var key = (pod.Metadata.Uid, source.Audience, source.ExpirationSeconds ?? 3600);
        var now = clock.GetUtcNow();
        if (!_issued.TryGetValue(key, out var issued) || now >= issued.RenewAt)
        {
            var token = await cluster.RequestTokenAsync(pod, source.Audience, key.Item3, cancellationToken);
            issued = new Issued(token.Value, now + ((token.ExpiresAt - now) * 0.8));
            _issued[key] = issued;
        }

        return Encoding.UTF8.GetBytes(issued.Token);
    }

    public void Forget(string podUid)
    {
        foreach (var key in _issued.Keys.Where(key => key.Pod == podUid))
            _issued.TryRemove(key, out _);
    }

    private sealed record Issued(string Token, DateTimeOffset RenewAt);
}
