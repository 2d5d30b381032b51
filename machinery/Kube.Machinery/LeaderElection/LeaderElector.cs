using k8s.Models;
using Kube.Machinery.Clients;
using Microsoft.Extensions.Logging;

namespace Kube.Machinery.LeaderElection;

/// <summary>
/// Lets one process of several do a job, by holding a Lease (client-go's <c>leaderelection</c>). Not a fence: for a moment
/// after a pause of the whole process two may believe they lead, which level-based work with optimistic concurrency bears.
/// </summary>
public sealed class LeaderElector(ApiClient client, LeaderElectionOptions options, TimeProvider time, ILogger logger)
{
    private readonly ResourceClient<V1Lease> _leases = new(client);
    private readonly LeaseClaim _claim = new(options, time);

    /// <summary>
    /// Waits to become the leader, then runs the job with a token that is cancelled when leadership is lost or on shutdown.
    /// Returns when the job has ended, having given the Lease back if it still held it.
    /// </summary>
    /// <returns>False when leadership was lost.</returns>
    public async Task<bool> RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        var held = await AcquireAsync(cancellationToken);
        logger.LogInformation("became leader of {Lease}", options.Lease);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var job = lead(leading.Token);
        var renewing = RenewAsync(held, leading.Token);
        await Task.WhenAny(job, renewing);
        await leading.CancelAsync();
        var last = await renewing;
        await job;
        if (last is null)
            return false;
        await ReleaseAsync(last);
        return true;
    }

    private async Task<V1Lease> AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryClaimAsync(cancellationToken) is { } held)
                return held;
            await Task.Delay(options.RetryPeriod * (1 + (0.2 * Random.Shared.NextDouble())), time, cancellationToken);
        }
    }

    /// <summary>Renews until cancelled (returns the Lease) or until it could not for too long (returns null).</summary>
    private async Task<V1Lease?> RenewAsync(V1Lease held, CancellationToken cancellationToken)
    {
        var renewed = time.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(options.RetryPeriod, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                break;
            if (await TryClaimAsync(cancellationToken) is { } again)
            {
                held = again;
                renewed = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(renewed) >= options.RenewDeadline)
            {
                logger.LogError("lost the lease {Lease}", options.Lease);
                return null;
            }
        }
        return held;
    }

    private async Task<V1Lease?> TryClaimAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.RenewDeadline);
        try
        {
            var current = await _leases.FindAsync(options.Lease, limited.Token);
            if (_claim.Claim(current) is not { } claim)
                return null;
            return current is null ? await _leases.CreateAsync(claim, limited.Token) : await _leases.UpdateAsync(claim, limited.Token);
        }
        catch (Exception failure) when (failure is ApiException or HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            logger.LogDebug("lease {Lease}: {Failure}", options.Lease, failure.Message);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ReleaseAsync(V1Lease held)
    {
        using var limited = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        try
        {
            await _leases.UpdateAsync(LeaseClaim.Release(held, time.GetUtcNow()), limited.Token);
        }
        catch (Exception failure) when (failure is ApiException or HttpRequestException or IOException or OperationCanceledException)
        {
            logger.LogDebug("lease {Lease} was not given back: {Failure}", options.Lease, failure.Message);
        }
    }
}
