using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Services;

internal static class ServicePortsValidation
{
    public static void Validate(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var port in spec.Maps("ports"))
        {
            var here = at.Index(index++);
            if (port.Text("name") is { Length: > 0 } name)
            {
                errors.DnsLabel(here.Child("name"), name);
                if (!names.Add(name)) errors.Duplicate(here.Child("name"), name);
            }
            else if (spec.CountOf("ports") > 1) errors.Required(here.Child("name"));
            errors.Port(here.Child("port"), port.Number("port"));
            errors.OneOf(here, port, "protocol", ContainerPortsValidation.Protocols, required: true);
            errors.PortOrName(here.Child("targetPort"), port["targetPort"]);
            if (port.String("appProtocol") is { } application) errors.QualifiedName(here.Child("appProtocol"), application);
        }
    }

    /// <summary>A port of the service, and one of the nodes, is taken once for each protocol.</summary>
    public static void ValidateNodePorts(JsonMap spec, FieldErrors errors, FieldPath at)
    {
        var ports = spec.Maps("ports").ToList();
        var internalOnly = spec.Text("type") == "ClusterIP";
        for (var i = 0; i < ports.Count; i++)
        {
            if (internalOnly && ports[i].Number("nodePort") != 0) errors.Forbidden(at.Index(i).Child("nodePort"), "may not be used when `type` is 'ClusterIP'");
        }
        var nodePorts = new HashSet<(string, long)>();
        for (var i = 0; i < ports.Count; i++)
        {
            var number = ports[i].Number("nodePort");
            if (number != 0 && !nodePorts.Add((ports[i].Text("protocol"), number))) errors.Duplicate(at.Index(i).Child("nodePort"), number);
        }
        var own = new HashSet<(string, long)>();
        for (var i = 0; i < ports.Count; i++)
        {
            var (protocol, number) = (ports[i].Text("protocol"), ports[i].Number("port"));
            if (!own.Add((protocol, number))) errors.Duplicate(at.Index(i), new JsonMap(2) { ["port"] = number, ["protocol"] = protocol });
        }
    }
}
