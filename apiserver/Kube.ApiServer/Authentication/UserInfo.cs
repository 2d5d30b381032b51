namespace Kube.ApiServer.Authentication;

/// <summary>Who asks: authentication/v1 UserInfo.</summary>
internal sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    public const string AllAuthenticated = "system:authenticated";
    public const string AllUnauthenticated = "system:unauthenticated";
    public const string Masters = "system:masters";

    public string Uid { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public static UserInfo Anonymous { get; } = new("system:anonymous", [AllUnauthenticated]);

    /// <summary>The server itself.</summary>
    public static UserInfo Server { get; } = new("system:apiserver", [Masters, AllAuthenticated]);

    /// <summary>Whether no authorizer is asked.</summary>
    public bool IsMaster => Groups.Contains(Masters);

    /// <summary>This user with the group every authenticated user is in; who is anonymous stays so.</summary>
    public UserInfo Authenticated() => Groups.Contains(AllAuthenticated) || Groups.Contains(AllUnauthenticated) ? this : this with { Groups = [.. Groups, AllAuthenticated] };
}
