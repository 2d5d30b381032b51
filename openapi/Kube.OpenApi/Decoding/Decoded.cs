using Kube.OpenApi.Json;

namespace Kube.OpenApi.Decoding;

/// <summary>A decoded object, and what strict field validation holds against it in upstream's words and order.</summary>
public readonly record struct Decoded(JsonMap Object, IReadOnlyList<string> StrictErrors)
{
    /// <summary>The message of <c>fieldValidation=Strict</c>; null when there is nothing to say.</summary>
    public string? StrictMessage => StrictErrors.Count == 0 ? null : $"strict decoding error: {string.Join(", ", StrictErrors)}";
}
