namespace Kube.OpenApi.Schemas;

/// <summary>A kind of a group and version and the type of its objects.</summary>
public sealed record KindSchema(string Group, string Version, string Kind, TypeSchema Type)
{
    /// <summary>"v1" for the core group, "group/version" otherwise.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
