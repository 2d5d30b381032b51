using System.Buffers;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static class WindowsOptionsValidation
{
    private const int MaxCredentialSpecBytes = 64 * 1024;
    private const int MaxDomainLength = 256;
    private const int MaxUserLength = 104;

    private static readonly SearchValues<char> NotInUserNames = SearchValues.Create("\"/\\:;|=,+*?<>@[]");

    public static void Validate(JsonMap? options, FieldErrors errors, FieldPath at)
    {
        if (options is null) return;
        if (options.String("gmsaCredentialSpecName") is { } name) errors.DnsSubdomain(at.Child("gmsaCredentialSpecName"), name);
        if (options.String("gmsaCredentialSpec") is { } spec)
        {
            if (spec.Length == 0) errors.Invalid(at.Child("gmsaCredentialSpec"), spec, "gmsaCredentialSpec cannot be an empty string");
            else if (spec.Length > MaxCredentialSpecBytes) errors.Invalid(at.Child("gmsaCredentialSpec"), spec, "gmsaCredentialSpec size must be under 64 KiB");
        }
        if (options.String("runAsUserName") is { } user && WrongUser(user) is { } wrong) errors.Invalid(at.Child("runAsUserName"), user, wrong);
    }

    private static string? WrongUser(string name)
    {
        if (name.Length == 0) return "runAsUserName cannot be an empty string";
        if (name.Any(char.IsControl)) return "runAsUserName cannot contain control characters";
        var parts = name.Split('\\');
        if (parts.Length > 2) return "runAsUserName cannot contain more than one backslash";
        var user = parts[^1];
        if (parts.Length == 2 && parts[0].Length >= MaxDomainLength) return "runAsUserName's Domain length must be under 256 characters";
        if (parts.Length == 2 && !parts[0].All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_'))
            return "runAsUserName's Domain doesn't match the NetBios nor the DNS format";
        if (user.Length == 0) return "runAsUserName's User cannot be empty";
        if (user.Length > MaxUserLength) return "runAsUserName's User length must not be longer than 104 characters";
        if (user.All(character => character is '.' or ' ')) return "runAsUserName's User cannot contain only periods or spaces";
        return user.AsSpan().ContainsAny(NotInUserNames) ? "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]" : null;
    }
}
