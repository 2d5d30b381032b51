using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rbac.RoleBindings;

/// <summary>Bindings in a namespace or, not <paramref name="namespaced"/>, in the cluster. The role they give is theirs for life.</summary>
internal sealed class RoleBindingStrategy(bool namespaced) : KindStrategy
{
    public override bool AllowCreateOnUpdate => true;

    public override IEnumerable<string> CheckName(string name, bool isPrefix) => NameRules.PathSegment(name, isPrefix);

    public override void SetDefaults(JsonMap obj) => RbacRules.DefaultBinding(obj);

    public override void Validate(JsonMap obj, FieldErrors errors) => RbacRules.ValidateBinding(obj, namespaced, errors);

    public override void ValidateUpdate(JsonMap obj, JsonMap old, FieldErrors errors)
    {
        Validate(obj, errors);
        RbacRules.ValidateBindingUpdate(obj, old, errors);
    }
}
