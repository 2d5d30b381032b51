using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Storage.Encryption.Configuration;

/// <summary>A resource as the configuration names it, with "*" for any resource or any group.</summary>
internal static class EncryptedResource
{
    public static GroupResource Any { get; } = new("*", "*");

    /// <summary>What stands before the first dot, and after it.</summary>
    public static GroupResource Parse(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new GroupResource("", name) : new GroupResource(name[(dot + 1)..], name[..dot]);
    }

    /// <summary>The name it goes by in the configuration.</summary>
    public static string Name(GroupResource resource) => resource is { Group: "", Resource: "*" } ? "*." : resource.ToString();
}
