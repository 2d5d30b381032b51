using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Endpoints;

/// <summary>Rules of endpoints: ValidateEndpoints.</summary>
internal sealed class EndpointsStrategy : KindStrategy
{
    private static readonly FieldPath Subsets = FieldPath.Of("subsets");

    public override bool AllowCreateOnUpdate => true;

    public override void SetDefaults(JsonMap obj)
    {
        foreach (var port in obj.Maps("subsets").SelectMany(subset => subset.Maps("ports")))
        {
            if (port.Text("protocol").Length == 0) port["protocol"] = "TCP";
        }
    }

    public override void Validate(JsonMap obj, FieldErrors errors)
    {
        var index = 0;
        foreach (var subset in obj.Maps("subsets"))
        {
            var here = Subsets.Index(index++);
            if (subset.CountOf("addresses") + subset.CountOf("notReadyAddresses") == 0)
                errors.Required(here, "must specify `addresses` or `notReadyAddresses`");
            ValidateAddresses(subset, "addresses", errors, here);
            ValidateAddresses(subset, "notReadyAddresses", errors, here);
            ValidatePorts(subset, errors, here.Child("ports"));
        }
    }

    private static void ValidateAddresses(JsonMap subset, string list, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var address in subset.Maps(list))
        {
            var here = at.Child(list).Index(index++);
            errors.Ip(here.Child("ip"), address.Text("ip"));
            if (address.Text("hostname") is { Length: > 0 } host) errors.DnsLabel(here.Child("hostname"), host);
            if (address.String("nodeName") is { } node) errors.DnsSubdomain(here.Child("nodeName"), node);
            errors.NotSpecialIp(here.Child("ip"), address.Text("ip"));
        }
    }

    private static void ValidatePorts(JsonMap subset, FieldErrors errors, FieldPath at)
    {
        var index = 0;
        foreach (var port in subset.Maps("ports"))
        {
            var here = at.Index(index++);
            if (port.Text("name") is { Length: > 0 } name) errors.DnsLabel(here.Child("name"), name);
            else if (subset.CountOf("ports") > 1) errors.Required(here.Child("name"));
            errors.Port(here.Child("port"), port.Number("port"));
            errors.OneOf(here, port, "protocol", ContainerPortsValidation.Protocols, required: true);
            if (port.String("appProtocol") is { } application) errors.QualifiedName(here.Child("appProtocol"), application);
        }
    }
}
