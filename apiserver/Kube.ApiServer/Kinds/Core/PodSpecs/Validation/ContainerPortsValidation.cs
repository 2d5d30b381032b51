using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.Machinery.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class ContainerPortsValidation
{
    /// <summary>The transport protocols of ports everywhere.</summary>
    public static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    public static void Validate(JsonMap container, FieldErrors errors, FieldPath at)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var port in container.Maps("ports"))
        {
            var here = at.Index(index++);
            if (port.Text("name") is { Length: > 0 } name)
            {
                var wrong = Ports.Name(name);
                errors.InvalidAll(here.Child("name"), name, wrong);
                if (wrong.Count == 0 && !names.Add(name)) errors.Duplicate(here.Child("name"), name);
            }
            if (port.Number("containerPort") == 0) errors.Required(here.Child("containerPort"));
            else errors.Port(here.Child("containerPort"), port.Number("containerPort"));
            if (port.Number("hostPort") != 0) errors.Port(here.Child("hostPort"), port.Number("hostPort"));
            errors.OneOf(here, port, "protocol", Protocols, required: true);
        }
    }
}
