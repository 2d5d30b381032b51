using System.Net.Http.Headers;
using k8s.Authentication;
using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Hosting;

/// <summary>A token of a service account in kube-system, made with its account when first needed and renewed before it expires.</summary>
internal sealed class ServiceAccountToken(ApiClient owner, string account, TimeProvider time) : ITokenProvider, IDisposable
{
    private const string Namespace = "kube-system";
    private const int Seconds = 3600;

    private static readonly ResourceType Accounts = ResourceType.Of<V1ServiceAccount>();

    private readonly SemaphoreSlim _gate = new(1);
    private AuthenticationHeaderValue? _header;
    private DateTimeOffset _renewal;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_header is not null && time.GetUtcNow() < _renewal)
                return _header;
            _header = new AuthenticationHeaderValue("Bearer", await RequestAsync(cancellationToken));
            _renewal = time.GetUtcNow().AddSeconds(Seconds * 0.8);
            return _header;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<string> RequestAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await IssueAsync(cancellationToken);
        }
        catch (ApiException failure) when (failure.IsNotFound)
        {
            await CreateAccountAsync(cancellationToken);
            return await IssueAsync(cancellationToken);
        }
    }

    private async Task<string> IssueAsync(CancellationToken cancellationToken)
    {
        var request = new Authenticationv1TokenRequest
        {
            ApiVersion = "authentication.k8s.io/v1",
            Kind = "TokenRequest",
            Spec = new V1TokenRequestSpec { ExpirationSeconds = Seconds, Audiences = [] },
        };
        var answer = await owner.SendAsync<Authenticationv1TokenRequest>(
            HttpMethod.Post, Accounts.Path(Namespace, account, "token"), ModelJson.Serialize(request), cancellationToken: cancellationToken);
        return answer.Status.Token;
    }

    private async Task CreateAccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var made = new V1ServiceAccount { Metadata = new V1ObjectMeta { Name = account, NamespaceProperty = Namespace } };
            await new ResourceClient<V1ServiceAccount>(owner).CreateAsync(made, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsConflict)
        {
            // Another controller of the same account was first.
        }
    }
}
