using System.Security.Cryptography.X509Certificates;
using Kube.Machinery.Certificates;

namespace Kube.Kubelet.Server;

/// <summary>
/// Lets in who shows a certificate of <c>--client-ca-file</c> that may do everything (the API server's does): whoever
/// reaches these endpoints can run any command in any container. Health alone is for everybody.
/// </summary>
internal sealed class ClientAuthentication(string caFile, TimeProvider clock)
{
    private const string Administrators = "system:masters";
    private const string OrganizationOid = "2.5.4.10";
    private const string CommonNameOid = "2.5.4.3";

    private readonly WatchedFiles<X509Certificate2Collection> _authorities = new([caFile], () => TrustedAuthorities.Read(caFile), clock);

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/healthz")
        {
            await next(context);
            return;
        }

        var certificate = await context.Connection.GetClientCertificateAsync(context.RequestAborted);
        if (certificate is null || !IsTrusted(certificate))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("Unauthorized", context.RequestAborted);
        }
        else if (!Values(certificate, OrganizationOid).Contains(Administrators))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            var user = Values(certificate, CommonNameOid).FirstOrDefault();
            await context.Response.WriteAsync($"Forbidden (user={user}, verb={Verb(context)}, resource=nodes, subresource(s)=[proxy])", context.RequestAborted);
        }
        else
        {
            await next(context);
        }
    }

    private bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities.Current);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2")); // client authentication
        return chain.Build(certificate);
    }

    private static IEnumerable<string?> Values(X509Certificate2 certificate, string oid) => certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == oid)
        .Select(part => part.GetSingleElementValue());

    private static string Verb(HttpContext context) => context.Request.Method switch { "GET" or "HEAD" => "get", "POST" => "create", "PUT" => "update", "DELETE" => "delete", _ => "patch" };
}
