using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.AdmissionRegistration.Webhooks;

/// <summary>Rules of webhook configurations: <c>pkg/apis/admissionregistration</c>.</summary>
internal sealed class WebhookConfigurationStrategy(bool mutating) : KindStrategy
{
    private const long UsualTimeout = 10;
    private const long MaxTimeout = 30;
    private const long HttpsPort = 443;

    private static readonly FieldPath Webhooks = FieldPath.Of("webhooks");
    private static readonly string[] SideEffects = ["None", "NoneOnDryRun"];
    private static readonly string[] Reinvocations = ["IfNeeded", "Never"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        foreach (var webhook in obj.Maps("webhooks"))
        {
            webhook.Part("clientConfig").Map("service")?.Default("port", HttpsPort);
            RegistrationRules.DefaultRules(webhook.Maps("rules"));
            RegistrationRules.DefaultSelectors(webhook);
            webhook.Default("failurePolicy", "Fail");
            webhook.Default("matchPolicy", "Equivalent");
            webhook.Default("timeoutSeconds", UsualTimeout);
            if (mutating) webhook.Default("reinvocationPolicy", "Never");
        }
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var webhook in obj.Maps("webhooks"))
        {
            var here = Webhooks.Index(index++);
            ValidateName(webhook.Text("name"), errors, here.Child("name"));
            ValidateWebhook(webhook, errors, here);
            if (!names.Add(webhook.Text("name"))) errors.Duplicate(here.Child("name"), webhook.Text("name"));
        }
    }

    private static void ValidateName(string name, FieldErrors errors, FieldPath at)
    {
        if (name.Length == 0) errors.Required(at);
        else if (name.Split('.').Length < 3) errors.Invalid(at, name, "should be a domain with at least three segments separated by dots");
        else errors.InvalidAll(at, name, DnsNames.Subdomain(name));
    }

    private static void ValidateWebhook(JsonMap webhook, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var rule in webhook.Maps("rules")) RegistrationRules.ValidateRule(rule, errors, at.Child("rules").Index(index++));
        errors.OneOf(at, webhook, "failurePolicy", RegistrationRules.FailurePolicies);
        errors.OneOf(at, webhook, "matchPolicy", RegistrationRules.MatchPolicies);
        errors.OneOf(at, webhook, "sideEffects", SideEffects, required: true);
        errors.OneOf(at, webhook, "reinvocationPolicy", Reinvocations);
        if (webhook.Long("timeoutSeconds") is { } timeout and (< 1 or > MaxTimeout))
            errors.Invalid(at.Child("timeoutSeconds"), timeout, $"the timeout value must be between 1 and {MaxTimeout} seconds");
        errors.Selector(at.Child("namespaceSelector"), webhook.Map("namespaceSelector"));
        errors.Selector(at.Child("objectSelector"), webhook.Map("objectSelector"));
        ValidateClient(webhook.Part("clientConfig"), errors, at.Child("clientConfig"));
        var versions = webhook.Strings("admissionReviewVersions");
        if (versions.Count == 0) errors.Required(at.Child("admissionReviewVersions"), "must specify one of v1, v1beta1");
        else if (!versions.Contains("v1") && !versions.Contains("v1beta1"))
            errors.Invalid(at.Child("admissionReviewVersions"), webhook["admissionReviewVersions"], "must include at least one of v1, v1beta1");
        RegistrationRules.ValidateMatchConditions(webhook, errors, at.Child("matchConditions"));
    }

    private static void ValidateClient(JsonMap client, FieldErrors errors, FieldPath at)
    {
        var (url, service) = (client.String("url"), client.Map("service"));
        if ((url is null) == (service is null))
        {
            errors.Required(at, "exactly one of url or service is required");
            return;
        }
        if (url is not null)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) errors.Required(at.Child("url"), "url must be a valid URL: " + url);
            else if (address.Scheme != "https") errors.Invalid(at.Child("url"), address.Scheme, "'https' is the only allowed URL scheme; desired format: https://host[/path]");
            return;
        }
        errors.Required(at.Child("service"), service!, "name", "service name is required");
        errors.Required(at.Child("service"), service!, "namespace", "service namespace is required");
        if (service!.Long("port") is { } port && Ports.Number(port) is { Count: > 0 } wrong) errors.Invalid(at.Child("service", "port"), port, "port is not valid: " + wrong[0]);
    }
}
