using Kube.OpenApi.Json;

namespace Kube.ApiServer.Errors;

/// <summary>meta/v1 StatusDetails; parts that are empty are left out.</summary>
internal sealed record StatusDetails
{
    public string Name { get; init; } = "";

    public string Group { get; init; } = "";

    /// <summary>The kind or, as upstream has it for most reasons, the resource.</summary>
    public string Kind { get; init; } = "";

    public string Uid { get; init; } = "";

    public IReadOnlyList<StatusCause> Causes { get; init; } = [];

    public int RetryAfterSeconds { get; init; }

    public JsonMap ToJson()
    {
        var details = new JsonMap(6);
        if (Name.Length > 0) details["name"] = Name;
        if (Group.Length > 0) details["group"] = Group;
        if (Kind.Length > 0) details["kind"] = Kind;
        if (Uid.Length > 0) details["uid"] = Uid;
        if (Causes.Count > 0) details["causes"] = new JsonList(Causes.Select(cause => cause.ToJson()));
        if (RetryAfterSeconds > 0) details["retryAfterSeconds"] = (long)RetryAfterSeconds;
        return details;
    }
}
