using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s.Models;
using Kube.Machinery;
using Kube.Machinery.Clients;

namespace Kube.Kubelet.Certificates;

/// <summary>Asks the cluster for a certificate of this node: a CertificateSigningRequest, and patience until it is answered.</summary>
internal sealed class CertificateRequester(ApiClient client, string nodeName, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>As upstream: a request nobody answered for so long is made again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly ResourceClient<V1CertificateSigningRequest> _requests = new(client);

    /// <returns>The certificate as PEM.</returns>
    /// <exception cref="InvalidDataException">The request was denied, or could not be signed.</exception>
    /// <exception cref="TimeoutException">Nobody answered.</exception>
    public async Task<string> RequestAsync(string signer, string usage, X509Extension? names, ECDsa key, CancellationToken cancellationToken)
    {
        var asked = new CertificateRequest($"O=system:nodes, CN=system:node:{nodeName}", key, HashAlgorithmName.SHA256);
        if (names is not null) asked.CertificateExtensions.Add(names);
        var made = await _requests.CreateAsync(
            new V1CertificateSigningRequest
            {
                Metadata = new V1ObjectMeta { GenerateName = "csr-" },
                Spec = new V1CertificateSigningRequestSpec { SignerName = signer, Usages = ["digital signature", usage], Request = Encoding.UTF8.GetBytes(asked.CreateSigningRequestPem()) },
            },
            cancellationToken);
        var pauses = new Backoff(ShortestPause, LongestPause, jitter: 0.1);
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Patience)
        {
            var request = await _requests.GetAsync(ObjectKey.Of(made), cancellationToken);
            if (request.Status?.Certificate is { Length: > 0 } certificate) return Encoding.UTF8.GetString(certificate);
            if (request.Status?.Conditions?.FirstOrDefault(condition => condition.Type is "Denied" or "Failed") is { } refused)
                throw new InvalidDataException($"certificate signing request {request.Metadata.Name} is {refused.Type.ToLowerInvariant()}: {refused.Reason}: {refused.Message}");
            await Task.Delay(pauses.Next(), clock, cancellationToken);
        }
        throw new TimeoutException($"certificate signing request {made.Metadata.Name} was not answered in time");
    }
}
