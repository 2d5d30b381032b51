namespace Kube.ApiServer.Authentication;

/// <summary>The user name of a service account, <c>system:serviceaccount:namespace:name</c>, and its groups.</summary>
internal readonly record struct ServiceAccountName(string Namespace, string Name)
{
    private const string Prefix = "system:serviceaccount:";

    public string User => $"{Prefix}{Namespace}:{Name}";

    public IReadOnlyList<string> Groups => ["system:serviceaccounts", $"system:serviceaccounts:{Namespace}"];

    /// <returns>Null when the user is no service account.</returns>
    public static ServiceAccountName? Parse(string user) =>
        user.StartsWith(Prefix, StringComparison.Ordinal) && user[Prefix.Length..].Split(':') is [{ Length: > 0 } space, { Length: > 0 } name] ? new ServiceAccountName(space, name) : null;
}
