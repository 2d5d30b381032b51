using Kube.Machinery.Validation;

namespace Kube.ApiServer.Kinds;

/// <summary>Name checks as <c>apimachinery/pkg/api/validation/name.go</c> has them; a generateName prefix may end in a dash.</summary>
internal static class NameRules
{
    public static IEnumerable<string> DnsSubdomain(string name, bool isPrefix) => DnsNames.Subdomain(Body(name, isPrefix));

    public static IEnumerable<string> DnsLabel(string name, bool isPrefix) => DnsNames.Label(Body(name, isPrefix));

    public static IEnumerable<string> Dns1035Label(string name, bool isPrefix) => DnsNames.Label1035(Body(name, isPrefix));

    /// <summary>RBAC's names: any segment of a path.</summary>
    public static IEnumerable<string> PathSegment(string name, bool isPrefix)
    {
        if (!isPrefix && name is "." or "..") return [$"may not be '{name}'"];
        return "/%".Where(name.Contains).Select(character => $"may not contain '{character}'");
    }

    private static string Body(string name, bool isPrefix) =>
        isPrefix && name.Length > 1 && name[^1] == '-' ? string.Concat(name.AsSpan(0, name.Length - 1), "a") : name;
}
