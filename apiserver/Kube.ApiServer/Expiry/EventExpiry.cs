using System.Globalization;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds.Core.Events;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Expiry;

/// <summary>
/// Deletes events nobody renewed for <c>--event-ttl</c>, which upstream leaves to etcd's leases. Looks once a minute; ended by
/// <see cref="DisposeAsync"/>.
/// </summary>
internal sealed partial class EventExpiry : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly object Slot = new();

    private readonly ResourceRegistry _registry;
    private readonly TimeSpan _age;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public EventExpiry(ResourceRegistry registry, TimeSpan age, ILogger log)
    {
        (_registry, _age, _log) = (registry, age, log);
        _running = RunAsync(_stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Deletes what has expired by now.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var oldest = _registry.Time.GetUtcNow() - _age;
        foreach (var item in _registry.Cache(EventKind.Resource).Current.Enumerate())
        {
            if (item.GetOrDerive(Slot, LastSeen).Time >= oldest) continue;
            await DeleteAsync(item, cancellation);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, _registry.Time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await SweepAsync(cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // What is left is tried again in a minute.
                LogFailure(_log, failure);
            }
        }
    }

    private async Task DeleteAsync(CachedObject item, CancellationToken cancellation)
    {
        try
        {
            await _registry.DeleteAsync(EventKind.Resource, item.Namespace, item.Name, new DeleteOptions { PreconditionResourceVersion = item.Revision.ToString(CultureInfo.InvariantCulture) }, cancellation);
        }
        catch (StatusException changed) when (changed.Status.Code is 404 or 409)
        {
            // Gone already, or renewed meanwhile.
        }
    }

    private static Moment LastSeen(CachedObject item)
    {
        var obj = ObjectCodec.Decode(item.Json, EventKind.Resource.Type);
        var times = new[] { obj.String("lastTimestamp"), obj.String("eventTime"), obj.Map("series")?.String("lastObservedTime"), obj.Map("metadata")?.String("creationTimestamp") };
        return new Moment(times.Select(TimeText.Parse).Max() ?? DateTimeOffset.MaxValue);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "expired events were not all deleted")]
    private static partial void LogFailure(ILogger log, Exception failure);

    private sealed record Moment(DateTimeOffset Time);
}
