using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Networking.NetworkPolicies;

/// <summary>Rules of network policies: <c>pkg/apis/networking</c>.</summary>
internal sealed class NetworkPolicyStrategy : KindStrategy
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");
    private static readonly string[] PolicyTypes = ["Egress", "Ingress"];

    public override bool TracksGeneration => true;

    public override void SetDefaults(JsonMap obj)
    {
        var spec = obj.GetOrAddMap("spec");
        foreach (var port in spec.Maps("ingress").Concat(spec.Maps("egress")).SelectMany(rule => rule.Maps("ports"))) port.Default("protocol", "TCP");
        if (spec.CountOf("policyTypes") > 0) return;
        // Outgoing traffic is restricted only where a rule says so, incoming traffic always.
        var types = new JsonList { "Ingress" };
        if (spec.CountOf("egress") > 0) types.Add("Egress");
        spec["policyTypes"] = types;
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var spec = obj.Spec();
        errors.Selector(Spec.Child("podSelector"), spec.Map("podSelector"));
        ValidateRules(spec, "ingress", "from", errors);
        ValidateRules(spec, "egress", "to", errors);
        var types = spec.Strings("policyTypes");
        if (types.Count > PolicyTypes.Length) errors.Invalid(Spec.Child("policyTypes"), spec["policyTypes"], "may not specify more than two policyTypes");
        for (var i = 0; i < types.Count; i++)
        {
            if (!PolicyTypes.Contains(types[i])) errors.NotSupported(Spec.Child("policyTypes").Index(i), types[i], PolicyTypes);
        }
    }

    private static void ValidateRules(JsonMap spec, string direction, string peers, FieldErrors errors)
    {
        var ruleIndex = 0;
        foreach (var rule in spec.Maps(direction))
        {
            var here = Spec.Child(direction).Index(ruleIndex++);
            var index = 0;
            foreach (var port in rule.Maps("ports")) ValidatePort(port, errors, here.Child("ports").Index(index++));
            index = 0;
            foreach (var peer in rule.Maps(peers)) ValidatePeer(peer, errors, here.Child(peers).Index(index++));
        }
    }

    private static void ValidatePort(JsonMap port, FieldErrors errors, FieldPath at)
    {
        errors.OneOf(at, port, "protocol", ContainerPortsValidation.Protocols);
        if (port["port"] is not { } number)
        {
            if (port.Has("endPort")) errors.Required(at.Child("port"), "may not be specified when `port` is not specified");
            return;
        }
        errors.PortOrName(at.Child("port"), number);
        if (port.Long("endPort") is not { } end) return;
        if (number is string) errors.Required(at.Child("endPort"), "may not be specified when `port` is non-numeric");
        else if (end < (long)number) errors.Invalid(at.Child("endPort"), end, "must be greater than or equal to `port`");
        else errors.Port(at.Child("endPort"), end);
    }

    private static void ValidatePeer(JsonMap peer, FieldErrors errors, FieldPath at)
    {
        if (peer.Map("ipBlock") is { } block)
        {
            if (peer.Has("podSelector") || peer.Has("namespaceSelector")) errors.Forbidden(at, "may not specify both ipBlock and another peer");
            if (block.Text("cidr").Length == 0) errors.Required(at.Child("ipBlock", "cidr"));
            else errors.Cidr(at.Child("ipBlock", "cidr"), block.Text("cidr"));
            var except = block.Strings("except");
            for (var i = 0; i < except.Count; i++) errors.Cidr(at.Child("ipBlock", "except").Index(i), except[i]);
        }
        else if (!peer.Has("podSelector") && !peer.Has("namespaceSelector")) errors.Required(at, "must specify a peer");
        errors.Selector(at.Child("podSelector"), peer.Map("podSelector"));
        errors.Selector(at.Child("namespaceSelector"), peer.Map("namespaceSelector"));
    }
}
