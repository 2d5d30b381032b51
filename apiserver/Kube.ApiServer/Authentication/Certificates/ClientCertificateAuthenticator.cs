using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary><c>--client-ca-file</c>: a certificate signed by one of its authorities; the common name is the user, the organizations are the groups.</summary>
internal sealed class ClientCertificateAuthenticator(WatchedFiles<CertificateVerifier> verifier) : IAuthenticator
{
    public ValueTask<Verdict> AuthenticateAsync(HttpContext http) =>
        new(http.Connection.ClientCertificate is { } certificate ? Verdict.Of(verifier.Current.Verify(certificate)?.User) : Verdict.None);
}
