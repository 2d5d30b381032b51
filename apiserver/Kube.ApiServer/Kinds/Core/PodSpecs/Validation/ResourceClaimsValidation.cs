using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The resource claims a pod brings for its containers.</summary>
internal static class ResourceClaimsValidation
{
    public static void Validate(PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var claim in scope.Spec.Maps("resourceClaims"))
        {
            var here = at.Index(index++);
            var name = claim.Text("name");
            if (name.Length == 0) errors.Required(here.Child("name"));
            else if (!names.Add(name)) errors.Duplicate(here.Child("name"), name);
            else errors.DnsLabel(here.Child("name"), name);
            var (direct, template) = (claim.String("resourceClaimName"), claim.String("resourceClaimTemplateName"));
            if (direct is not null && template is not null)
                errors.Invalid(here, claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            if (direct is null && template is null)
                errors.Invalid(here, claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            if (direct is not null) errors.DnsSubdomain(here.Child("resourceClaimName"), direct);
            if (template is not null) errors.DnsSubdomain(here.Child("resourceClaimTemplateName"), template);
        }
    }
}
