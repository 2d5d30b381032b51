using System.Globalization;
using System.Text;
using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.BootstrapTokens;

/// <summary>Deletes bootstrap tokens when they have expired: upstream's <c>pkg/controller/bootstrap/tokencleaner.go</c>.</summary>
internal sealed class TokenCleanerController : IController, IReconciler
{
    public const string Name = "token-cleaner-controller";

    // Timers take no longer ones, and clocks may be set.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Secret> _secrets;
    private readonly ResourceClient<V1Secret> _client;
    private readonly TimeProvider _time;
    private readonly ReconcilerHost _host;

    public TokenCleanerController(ControllerContext context)
    {
        _queue = context.NewQueue();
        _time = context.Time;
        _client = new ResourceClient<V1Secret>(context.Client);
        _secrets = context.Informers.For<V1Secret>("type=bootstrap.kubernetes.io/token").Handle(secret => _queue.Add(ObjectKey.Of(secret))).Cache;
        _host = context.Host(Name, _queue, this, workers: 1);
    }

    public Task RunAsync(CancellationToken cancellationToken) => _host.RunAsync(cancellationToken);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (key.Namespace != "kube-system" || _secrets.Get(key) is not { } secret || Expiration(secret) is not { } end)
            return ReconcileResult.Done;
        var left = end - _time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return ReconcileResult.RequeueAfter(left < LongestWait ? left : LongestWait);
        try
        {
            await _client.DeleteAsync(key, new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = secret.Metadata.Uid } }, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound || failure.IsConflict)
        {
            // Gone already, or another of the same name.
        }
        return ReconcileResult.Done;
    }

    /// <summary>Null for one that never expires; what cannot be read has expired.</summary>
    private static DateTimeOffset? Expiration(V1Secret secret)
    {
        if (secret.Data?.TryGetValue("expiration", out var bytes) != true || bytes is not { Length: > 0 }) return null;
        return DateTimeOffset.TryParse(Encoding.UTF8.GetString(bytes), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) ? end : DateTimeOffset.MinValue;
    }
}
