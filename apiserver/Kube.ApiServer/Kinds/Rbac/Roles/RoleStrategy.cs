using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rbac.Roles;

/// <summary>Roles of a namespace or, not <paramref name="namespaced"/>, of the cluster.</summary>
internal sealed class RoleStrategy(bool namespaced) : KindStrategy
{
    public override bool AllowCreateOnUpdate => true;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.PathSegment(name, isPrefix);

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        RbacRules.ValidateRules(obj, namespaced, errors);
        var selectors = FieldPath.Of("aggregationRule").Child("clusterRoleSelectors");
        if (obj.Map("aggregationRule") is not { } aggregation) return;
        if (aggregation.CountOf("clusterRoleSelectors") == 0) errors.Required(selectors, "at least one clusterRoleSelector required if aggregationRule is non-nil");
        var index = 0;
        foreach (var selector in aggregation.Maps("clusterRoleSelectors")) errors.Selector(selectors.Index(index++), selector);
    }
}
