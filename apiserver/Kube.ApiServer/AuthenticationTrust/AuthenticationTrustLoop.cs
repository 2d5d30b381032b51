using System.Security.Cryptography;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Bootstrap;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.ConfigMaps;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.AuthenticationTrust;

/// <summary>
/// Keeps <c>kube-system/extension-apiserver-authentication</c> as upstream's cluster authentication trust controller does: it is there again
/// when somebody deletes or empties it, and follows the authorities' files. Looks once a second whether any ConfigMap or file changed; ended
/// by <see cref="DisposeAsync"/>.
/// </summary>
internal sealed partial class AuthenticationTrustLoop(AuthenticationOptions options, ResourceRegistry registry, ILogger log) : IAsyncDisposable
{
    private const string Space = "kube-system";
    private const string Name = "extension-apiserver-authentication";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private (long Change, DateTime Clients, DateTime Proxies) _seen;

    /// <summary>Goes on in the background from here.</summary>
    public void Start() => _running = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>Compares once, and writes what is missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var (current, now) = (await registry.FindAsync(ConfigMapKind.Resource, Space, Name, cancellation), registry.Time.GetUtcNow());
        var wanted = Own();
        if (current is null)
        {
            var made = new JsonMap { ["metadata"] = new JsonMap { ["name"] = Name, ["namespace"] = Space }, ["data"] = wanted.AddedTo(new JsonMap(), now) };
            await registry.CreateUnlessThereAsync(ConfigMapKind.Resource, Space, made, cancellation);
        }
        else if (!JsonValues.DeepEquals(current.Part("data"), wanted.AddedTo(current.Part("data"), now)))
        {
            await registry.ChangeAsync(ConfigMapKind.Resource, Space, Name, newest => newest["data"] = wanted.AddedTo(newest.Part("data"), now), cancellation);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, registry.Time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var newest = (registry.Cache(ConfigMapKind.Resource).LastChange, Written(options.ClientCaFile), Written(options.FrontProxy.ClientCaFile));
            if (newest == _seen) continue;
            _seen = newest;
            try
            {
                await EnsureAsync(cancellation);
            }
            catch (Exception failure) when (failure is StatusException or StoreException)
            {
                LogFailure(log, Space, Name, failure.Message);
                _seen = default;
            }
            catch (Exception unreadable) when (unreadable is JsonSyntaxException or CryptographicException or IOException)
            {
                // Until somebody changes it there is nothing to try again.
                LogFailure(log, Space, Name, unreadable.Message);
            }
        }
    }

    private TrustedClients Own()
    {
        var proxy = options.FrontProxy;
        return new TrustedClients(Text(options.ClientCaFile), Text(proxy.ClientCaFile), proxy.ClientCaFile is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>>
        {
            ["requestheader-username-headers"] = proxy.UsernameHeaders,
            ["requestheader-uid-headers"] = proxy.UidHeaders,
            ["requestheader-group-headers"] = proxy.GroupHeaders,
            ["requestheader-extra-headers-prefix"] = proxy.ExtraHeaderPrefixes,
            ["requestheader-allowed-names"] = proxy.AllowedNames,
        });
    }

    private static string Text(string? file) => file is null ? "" : File.ReadAllText(file);

    private static DateTime Written(string? file) => file is null ? default : File.GetLastWriteTimeUtc(file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Space}/{Name} could not be kept: {Failure}")]
    private static partial void LogFailure(ILogger log, string space, string name, string failure);
}
