using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

/// <summary>Rules of signing requests; who asks is who sends the request: <c>pkg/apis/certificates</c>.</summary>
internal sealed class CertificateSigningRequestStrategy : KindStrategy
{
    private const long MinSeconds = 600;

    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] Usages =
    [
        "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment", "decipher only", "digital signature",
        "email protection", "encipher only", "ipsec end system", "ipsec tunnel", "ipsec user", "key agreement", "key encipherment", "microsoft sgc",
        "netscape sgc", "ocsp signing", "s/mime", "server auth", "signing", "timestamping",
    ];

    public override bool HasStatus => true;

    public override void PrepareForCreate(JsonMap obj, WriteContext context)
    {
        var spec = obj.GetOrAddMap("spec");
        foreach (var field in (ReadOnlySpan<string>)["uid", "groups", "extra"]) spec.Remove(field);
        var user = context.User;
        spec["username"] = user.Name;
        if (user.Uid.Length > 0) spec["uid"] = user.Uid;
        if (user.Groups.Count > 0) spec["groups"] = new JsonList(user.Groups);
        if (user.Extra.Count == 0) return;
        var extra = spec.GetOrAddMap("extra");
        foreach (var (key, values) in user.Extra) extra[key] = new JsonList(values);
    }

    public override void PrepareForUpdate(JsonMap obj, JsonMap old, WriteContext context) => obj.CopyField("spec", old);

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        if (RequestProblem(spec.Text("request")) is { } problem) errors.Invalid(Spec.Child("request"), spec.Text("request"), problem);
        var usages = spec.Strings("usages");
        if (usages.Count == 0) errors.Required(Spec.Child("usages"));
        for (var i = 0; i < usages.Count; i++)
        {
            if (!Usages.Contains(usages[i])) errors.NotSupported(Spec.Child("usages").Index(i), usages[i], Usages);
            if (usages.Take(i).Contains(usages[i])) errors.Duplicate(Spec.Child("usages").Index(i), usages[i]);
        }
        ValidateSigner(spec.Text("signerName"), errors, Spec.Child("signerName"));
        if (spec.Long("expirationSeconds") is < MinSeconds and var seconds) errors.Invalid(Spec.Child("expirationSeconds"), seconds, $"may not specify a duration less than {MinSeconds} seconds (10 minutes)");
    }

    private static void ValidateSigner(string signer, FieldErrors errors, FieldPath at)
    {
        if (signer.Length == 0)
        {
            errors.Required(at);
            return;
        }
        var parts = signer.Split('/', 2);
        if (parts.Length != 2 || parts[1].Contains('/')) errors.Invalid(at, signer, "must be a fully qualified domain and path of the form 'example.com/signer-name'");
        else if (!parts[0].Contains('.')) errors.Invalid(at, parts[0], "should be a domain with at least two segments separated by dots");
        else errors.DnsSubdomain(at, parts[0]);
    }

    private static string? RequestProblem(string base64)
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] != "CERTIFICATE REQUEST") return "PEM block type must be CERTIFICATE REQUEST";
        try
        {
            CertificateRequest.LoadSigningRequestPem(text, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
            return null;
        }
        catch (CryptographicException wrong)
        {
            return wrong.Message;
        }
    }
}
