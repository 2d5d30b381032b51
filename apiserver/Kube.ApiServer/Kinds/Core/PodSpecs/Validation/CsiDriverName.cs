using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

/// <summary>The name a CSI driver registers under.</summary>
internal static class CsiDriverName
{
    private const int MaxLength = 63;

    public static void Validate(string name, FieldErrors errors, FieldPath at)
    {
        if (name.Length == 0) errors.Required(at);
        if (name.Length > MaxLength) errors.TooLong(at, MaxLength);
        if (name.Length > 0) errors.DnsSubdomain(at, name.ToLowerInvariant());
    }
}
