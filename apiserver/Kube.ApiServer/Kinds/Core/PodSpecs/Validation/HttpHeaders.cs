using System.Text.RegularExpressions;
using Kube.ApiServer.Validation;

namespace Kube.ApiServer.Kinds.Core.PodSpecs.Validation;

internal static partial class HttpHeaders
{
    public static void ValidateName(string name, FieldErrors errors, FieldPath at)
    {
        if (!Name().IsMatch(name))
            errors.Invalid(at, name, "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");
    }

    [GeneratedRegex("^[-A-Za-z0-9]+$")]
    private static partial Regex Name();
}
