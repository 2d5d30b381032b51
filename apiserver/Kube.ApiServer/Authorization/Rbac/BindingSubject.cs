namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>Whom a binding names.</summary>
/// <param name="Kind">User, Group or ServiceAccount.</param>
/// <param name="Namespace">Of a service account; "" for that of the binding.</param>
internal readonly record struct BindingSubject(string Kind, string Namespace, string Name)
{
    public bool IsGroup => Kind == "Group";

    /// <summary>The user or group name it applies to; null for none.</summary>
    public string? Target(string bindingNamespace) => Kind switch
    {
        "User" or "Group" => Name,
        "ServiceAccount" when Home(bindingNamespace).Length > 0 => $"system:serviceaccount:{Home(bindingNamespace)}:{Name}",
        _ => null,
    };

    public string Describe(string bindingNamespace) => Kind == "ServiceAccount" ? $"{Kind} \"{Name}/{Home(bindingNamespace)}\"" : $"{Kind} \"{Name}\"";

    private string Home(string bindingNamespace) => Namespace.Length > 0 ? Namespace : bindingNamespace;
}
