using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Authentication.Oidc;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authentication.Configuration;

/// <summary>One issuer of an AuthenticationConfiguration, with the checks of apiserver's <c>apis/apiserver/validation</c>.</summary>
internal static class JwtConfiguration
{
    private const string NoExpressions = "CEL expressions are not supported by this server";

    public static OidcOptions Read(ConfigurationFile jwt, FieldPath at, IReadOnlyList<string> ownIssuers, FieldErrors errors)
    {
        jwt.Allow("issuer", "claimValidationRules", "claimMappings", "userValidationRules");
        var issuer = jwt.Section("issuer");
        issuer.Allow("url", "discoveryURL", "certificateAuthority", "audiences", "audienceMatchPolicy", "egressSelectorType");
        var mappings = jwt.Section("claimMappings");
        mappings.Allow("username", "groups", "uid", "extra");
        if (jwt.Content.CountOf("userValidationRules") > 0) errors.Forbidden(at.Child("userValidationRules"), NoExpressions);
        if (mappings.Content.CountOf("extra") > 0) errors.Forbidden(at.Child("claimMappings", "extra"), NoExpressions);
        CheckIssuer(issuer.Content, at.Child("issuer"), ownIssuers, errors);
        var (username, usernamePrefix) = Claim(mappings.Section("username"), at.Child("claimMappings", "username"), isRequired: true, errors);
        var (groups, groupsPrefix) = Claim(mappings.Section("groups"), at.Child("claimMappings", "groups"), isRequired: false, errors);
        var uid = mappings.Section("uid");
        uid.Allow("claim", "expression");
        if (uid.Content.Text("expression").Length > 0) errors.Forbidden(at.Child("claimMappings", "uid").Child("expression"), NoExpressions);
        return new OidcOptions
        {
            IssuerUrl = issuer.Content.Text("url"),
            DiscoveryUrl = issuer.Content.Text("discoveryURL") is { Length: > 0 } discovery ? discovery : null,
            Audiences = issuer.Content.Strings("audiences"),
            Authorities = issuer.Content.Text("certificateAuthority") is { Length: > 0 } pem ? pem : null,
            UsernameClaim = username,
            UsernamePrefix = usernamePrefix,
            GroupsClaim = groups,
            GroupsPrefix = groupsPrefix,
            UidClaim = uid.Content.Text("claim"),
            RequiredClaims = Rules(jwt, at.Child("claimValidationRules"), errors),
            SigningAlgorithms = OidcOptions.AllAlgorithms,
        };
    }

    private static void CheckIssuer(JsonMap issuer, FieldPath at, IReadOnlyList<string> ownIssuers, FieldErrors errors)
    {
        var (url, discovery) = (issuer.Text("url"), issuer.Text("discoveryURL"));
        if (url.Length == 0) errors.Required(at.Child("url"));
        else CheckUrl(url, at.Child("url"), ownIssuers, errors);
        if (discovery.Length > 0)
        {
            if (url.TrimEnd('/') == discovery.TrimEnd('/')) errors.Invalid(at.Child("discoveryURL"), discovery, "discoveryURL must be different from URL");
            CheckUrl(discovery, at.Child("discoveryURL"), [], errors);
        }
        CheckAudiences(issuer, at, errors);
        if (issuer.Text("certificateAuthority") is { Length: > 0 } pem && !HoldsCertificates(pem)) errors.Invalid(at.Child("certificateAuthority"), "<omitted>", "data does not contain any valid RSA or ECDSA certificates");
        if (issuer.Has("egressSelectorType")) errors.Forbidden(at.Child("egressSelectorType"), "egress selectors are not supported by this server");
    }

    private static void CheckUrl(string url, FieldPath at, IReadOnlyList<string> disallowed, FieldErrors errors)
    {
        if (disallowed.Contains(url)) errors.Invalid(at, url, $"URL must not overlap with disallowed issuers: [{string.Join(' ', disallowed.Order(StringComparer.Ordinal))}]");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != Uri.UriSchemeHttps)
        {
            errors.Invalid(at, url, "URL scheme must be https");
            return;
        }
        if (parsed.UserInfo.Length > 0) errors.Invalid(at, url, "URL must not contain a username or password");
        if (parsed.Query.Length > 0) errors.Invalid(at, url, "URL must not contain a query");
        if (parsed.Fragment.Length > 0) errors.Invalid(at, url, "URL must not contain a fragment");
    }

    private static void CheckAudiences(JsonMap issuer, FieldPath at, FieldErrors errors)
    {
        var (audiences, policy) = (issuer.Strings("audiences"), issuer.Text("audienceMatchPolicy"));
        if (audiences.Count == 0)
        {
            errors.Required(at.Child("audiences"), $"at least one {at.Child("audiences")} is required");
            return;
        }
        for (var i = 0; i < audiences.Count; i++)
        {
            if (audiences[i].Length == 0) errors.Required(at.Child("audiences").Index(i));
            if (audiences.Take(i).Contains(audiences[i])) errors.Duplicate(at.Child("audiences").Index(i), audiences[i]);
        }
        if (policy == "MatchAny" || (audiences.Count == 1 && policy.Length == 0)) return;
        errors.Invalid(at.Child("audienceMatchPolicy"), policy, audiences.Count > 1 ? "audienceMatchPolicy must be MatchAny for multiple audiences" : "audienceMatchPolicy must be empty or MatchAny for single audience");
    }

    private static (string Claim, string Prefix) Claim(ConfigurationFile mapping, FieldPath at, bool isRequired, FieldErrors errors)
    {
        mapping.Allow("claim", "prefix", "expression");
        var (claim, expression) = (mapping.Content.Text("claim"), mapping.Content.Text("expression"));
        if (claim.Length > 0 && expression.Length > 0) errors.Invalid(at, "", "claim and expression can't both be set");
        else if (expression.Length > 0) errors.Forbidden(at.Child("expression"), NoExpressions);
        else if (claim.Length == 0 && isRequired) errors.Required(at, "claim or expression is required");
        else if (claim.Length > 0 && mapping.Content.String("prefix") is null) errors.Required(at.Child("prefix"), "prefix is required when claim is set. It can be set to an empty string to disable prefixing");
        return (claim, mapping.Content.Text("prefix"));
    }

    private static Dictionary<string, string> Rules(ConfigurationFile jwt, FieldPath at, FieldErrors errors)
    {
        var (required, index) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var rule in jwt.Items("claimValidationRules"))
        {
            rule.Allow("claim", "requiredValue", "expression", "message");
            var (here, claim, expression) = (at.Index(index++), rule.Content.Text("claim"), rule.Content.Text("expression"));
            if (claim.Length > 0 && expression.Length > 0) errors.Invalid(here, claim, "claim and expression can't both be set");
            else if (expression.Length > 0) errors.Forbidden(here.Child("expression"), NoExpressions);
            else if (claim.Length == 0) errors.Required(here, "claim or expression is required");
            else if (rule.Content.Text("message").Length > 0) errors.Invalid(here.Child("message"), rule.Content.Text("message"), "may not be specified when claim is set");
            else if (!required.TryAdd(claim, rule.Content.Text("requiredValue"))) errors.Duplicate(here.Child("claim"), claim);
        }
        return required;
    }

    private static bool HoldsCertificates(string pem)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(pem);
            return certificates.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
