using System.Text.Json.Serialization;

namespace Kube.Controllers.Ownership;

/// <summary>The part of a strategic merge patch that takes one owner away.</summary>
internal sealed record OwnerRemoval([property: JsonPropertyName("uid")] string Uid)
{
    [JsonPropertyName("$patch")]
    public string Directive { get; } = "delete";
}
