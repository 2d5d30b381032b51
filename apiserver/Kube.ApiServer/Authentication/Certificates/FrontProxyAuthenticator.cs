using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>Believes the headers of a proxy that shows a certificate of <c>--requestheader-client-ca-file</c>: apiserver's <c>request/headerrequest</c>.</summary>
internal sealed class FrontProxyAuthenticator(WatchedFiles<CertificateVerifier> verifier, IReadOnlyList<string> allowedNames, FrontProxyHeaders headers) : IAuthenticator
{
    public ValueTask<Verdict> AuthenticateAsync(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) return new(Verdict.None);
        if (verifier.Current.Verify(certificate) is not { } proxy) return new(Verdict.Wrong);
        if (allowedNames.Count > 0 && !allowedNames.Contains(proxy.CommonName)) return new(Verdict.Wrong);
        return new(headers.Read(http.Request.Headers) is { } user ? Verdict.Of(user) : Verdict.None);
    }
}
