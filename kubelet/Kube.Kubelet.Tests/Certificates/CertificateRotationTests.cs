using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kube.Kubelet.Certificates;
using Kube.Machinery.Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kube.Kubelet.Tests.Certificates;

public sealed class CertificateRotationTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Run_NoCertificate_AsksAtOnce()
    {
        var asked = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        var running = new CertificateRotation(() => null, _ => { asked.TrySetResult(); throw new InvalidDataException("denied"); }, _clock, NullLogger.Instance).RunAsync(stop.Token);

        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Run_MostOfItsLifeOver_RenewsIt()
    {
        var current = Made();
        var began = _clock.GetUtcNow();
        var renewed = new TaskCompletionSource<DateTimeOffset>();
        using var stop = new CancellationTokenSource();
        var rotation = new CertificateRotation(
            () => current,
            _ =>
            {
                current = Made();
                renewed.TrySetResult(_clock.GetUtcNow());
                return Task.CompletedTask;
            },
            _clock,
            NullLogger.Instance);
        // Without a context of the test to come back to, each step is done when the clock has moved.
        var running = await Task.Factory.StartNew(() => rotation.RunAsync(stop.Token), CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Default);

        while (!renewed.Task.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromHours(12));
            Assert.True(_clock.GetUtcNow() < began.AddYears(2));
        }

        Assert.True((await renewed.Task - began).TotalDays > 365 * 0.69);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    /// <summary>Good for a year.</summary>
    private X509Certificate2 Made() => SelfSignedCertificate.Create("node", ["node"], [IPAddress.Loopback], _clock);
}
