using System.Collections.Concurrent;
using k8s.Models;
using Kube.Kubelet.Cluster;
using Kube.Kubelet.Pods;
using Kube.Kubelet.Runtime;
using Kube.Machinery.Events;

namespace Kube.Kubelet.Images;

/// <summary>Makes a container's image present by its pull policy, with upstream's events, reasons and back-off.</summary>
internal sealed class ImagePuller(IImageService images, PullSecrets secrets, IEventSink events, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Pod, string Image), PullBackOff> _backOffs = new();

    /// <exception cref="StartException">It is not present and will not be now.</exception>
    public async Task<RuntimeImage> EnsureAsync(V1Pod pod, V1Container container, CancellationToken cancellationToken)
    {
        var image = container.Image;
        var found = await images.FindAsync(image, cancellationToken);
        var policy = container.ImagePullPolicy ?? "IfNotPresent";
        if (policy == "Never" || (policy == "IfNotPresent" && found is not null))
        {
            if (found is not null)
            {
                events.Container(pod, container.Name, EventTypes.Normal, "Pulled",
                    $"Container image \"{image}\" already present on machine and can be accessed by the pod");
                return found;
            }

            var message = $"Container image \"{image}\" is not present with pull policy of Never";
            events.Container(pod, container.Name, EventTypes.Warning, "ErrImageNeverPull", message);
            throw new StartException("ErrImageNeverPull", message, clock.GetUtcNow() + RestartBackOff.Initial);
        }

        return await PullAsync(pod, container, cancellationToken);
    }

    public void Forget(string podUid)
    {
        foreach (var key in _backOffs.Keys.Where(key => key.Pod == podUid))
            _backOffs.TryRemove(key, out _);
    }

    private async Task<RuntimeImage> PullAsync(V1Pod pod, V1Container container, CancellationToken cancellationToken)
    {
        var image = container.Image;
        var key = (pod.Metadata.Uid, image);
        if (_backOffs.TryGetValue(key, out var last) && last.Until > clock.GetUtcNow())
        {
            var message = $"Back-off pulling image \"{image}\"";
            events.Container(pod, container.Name, EventTypes.Normal, "BackOff", message);
            throw new StartException("ImagePullBackOff", $"{message}: ErrImagePull: {last.Message}", last.Until);
        }

        events.Container(pod, container.Name, EventTypes.Normal, "Pulling", $"Pulling image \"{image}\"");
        var started = clock.GetTimestamp();
        try
        {
            await images.PullAsync(WithTag(image), await secrets.FindAsync(pod, image, cancellationToken), cancellationToken);
            var pulled = await images.FindAsync(image, cancellationToken) ?? throw new RuntimeException($"image \"{image}\" is not there after the pull");
            _backOffs.TryRemove(key, out _);
            var took = GoDuration.Text(clock.GetElapsedTime(started));
            events.Container(pod, container.Name, EventTypes.Normal, "Pulled",
                $"Successfully pulled image \"{image}\" in {took} ({took} including waiting). Image size: {pulled.SizeBytes} bytes.");
            return pulled;
        }
        catch (RuntimeException e)
        {
            events.Container(pod, container.Name, EventTypes.Warning, "Failed", $"Failed to pull image \"{image}\": {e.Message}");
            var delay = last is null ? RestartBackOff.Initial : last.Delay * 2 < RestartBackOff.Longest ? last.Delay * 2 : RestartBackOff.Longest;
            _backOffs[key] = new PullBackOff(clock.GetUtcNow() + delay, delay, e.Message);
            // Looked at again before the back-off is over, to say so.
            throw new StartException("ErrImagePull", e.Message, clock.GetUtcNow() + (RestartBackOff.Initial / 3));
        }
    }

    private static string WithTag(string image) =>
        image.Contains('@') || image.LastIndexOf(':') > image.LastIndexOf('/') ? image : $"{image}:latest";

    private sealed record PullBackOff(DateTimeOffset Until, TimeSpan Delay, string Message);
}
