using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Authentication;

/// <summary>
/// <c>--client-ca-file</c>: a certificate signed by one of its authorities; the common name is the user, the organizations are the
/// groups. A connection's certificate is checked once.
/// </summary>
internal sealed class ClientCertificateAuthenticator(X509Certificate2Collection authorities, TimeProvider time) : IAuthenticator
{
    private const string OrganizationOid = "2.5.4.10";
    private const string CommonNameOid = "2.5.4.3";
    private const string ClientAuthenticationOid = "1.3.6.1.5.5.7.3.2";

    private readonly ConditionalWeakTable<X509Certificate2, Verdict> _verdicts = [];

    public ValueTask<UserInfo?> AuthenticateAsync(HttpContext http)
    {
        if (http.Connection.ClientCertificate is not { } certificate) return new((UserInfo?)null);
        var verdict = _verdicts.GetValue(certificate, Judge);
        var now = time.GetUtcNow();
        if (verdict.User is null || now > verdict.NotAfter) throw StatusException.Unauthorized();
        return new(verdict.User);
    }

    private Verdict Judge(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuthenticationOid));
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        if (!chain.Build(certificate)) return new Verdict(null, default);
        var name = "";
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements) continue;
            switch (part.GetSingleElementType().Value)
            {
                case CommonNameOid:
                    name = part.GetSingleElementValue() ?? "";
                    break;
                case OrganizationOid:
                    groups.Add(part.GetSingleElementValue() ?? "");
                    break;
            }
        }
        return name.Length == 0 ? new Verdict(null, default) : new Verdict(new UserInfo(name, groups), certificate.NotAfter.ToUniversalTime());
    }

    private sealed record Verdict(UserInfo? User, DateTimeOffset NotAfter);
}
