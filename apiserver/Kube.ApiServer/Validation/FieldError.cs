using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Validation;

/// <summary>One thing wrong with an object; reason and body are those of apimachinery's field.Error.</summary>
/// <param name="Reason">FieldValueRequired, FieldValueInvalid, …: the cause's reason.</param>
/// <param name="Body">The text after "path: ".</param>
internal sealed record FieldError(string Reason, string Path, string Body)
{
    public override string ToString() => $"{Path}: {Body}";

    public StatusCause ToCause() => new(Reason, Body, Path);
}
