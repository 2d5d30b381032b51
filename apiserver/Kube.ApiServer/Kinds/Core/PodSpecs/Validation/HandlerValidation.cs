using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>What a probe or a lifecycle hook does: exactly one of its handlers.</summary>
internal static class HandlerValidation
{
    public static readonly string[] OfProbes = ["exec", "httpGet", "tcpSocket", "grpc"];

    private static readonly string[] OfHooks = ["exec", "httpGet", "tcpSocket", "sleep"];
    private static readonly string[] Schemes = ["HTTP", "HTTPS"];

    public static void ValidateLifecycle(JsonMap? lifecycle, PodSpecScope scope, FieldPath at)
    {
        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (lifecycle?.Map(hook) is { } handler) Validate(handler, OfHooks, scope, at.Child(hook));
        }
    }

    public static void Validate(JsonMap holder, IReadOnlyList<string> kinds, PodSpecScope scope, FieldPath at)
    {
        var found = 0;
        foreach (var kind in kinds)
        {
            if (holder.Map(kind) is not { } handler) continue;
            if (++found > 1) scope.Errors.Forbidden(at.Child(kind), "may not specify more than 1 handler type");
            else ValidateOne(kind, handler, scope, at.Child(kind));
        }
        if (found == 0) scope.Errors.Required(at, "must specify a handler type");
    }

    private static void ValidateOne(string kind, JsonMap handler, PodSpecScope scope, FieldPath at)
    {
        var errors = scope.Errors;
        switch (kind)
        {
            case "exec":
                errors.Required(at, handler, "command");
                break;
            case "httpGet":
                errors.Required(at, handler, "path");
                errors.PortOrName(at.Child("port"), handler["port"]);
                errors.OneOf(at, handler, "scheme", Schemes);
                foreach (var header in handler.Maps("httpHeaders")) HttpHeaders.ValidateName(header.Text("name"), errors, at.Child("httpHeaders"));
                break;
            case "tcpSocket":
                errors.PortOrName(at.Child("port"), handler["port"]);
                break;
            case "grpc":
                errors.Port(at.Child("port"), handler.Number("port"));
                break;
            case "sleep":
                var seconds = handler.Number("seconds");
                if (scope.GracePeriod is { } grace && (seconds < 0 || seconds > grace))
                    errors.Invalid(at, seconds, $"must be non-negative and less than terminationGracePeriodSeconds ({grace})");
                break;
        }
    }
}
