using System.Collections;
using System.Globalization;
using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Validation;

/// <summary>
/// Collects what is wrong with an object, in the order found. The texts are those of apimachinery's
/// <c>util/validation/field</c>.
/// </summary>
internal sealed class FieldErrors : IReadOnlyCollection<FieldError>
{
    private readonly List<FieldError> _errors = [];

    public int Count => _errors.Count;

    public void Required(FieldPath path, string detail = "") => Add("FieldValueRequired", path, "Required value", detail);

    /// <param name="value">What was given: strings are quoted, numbers bare, objects shown as JSON.</param>
    public void Invalid(FieldPath path, object? value, string detail) => Add("FieldValueInvalid", path, $"Invalid value: {Show(value)}", detail);

    public void Duplicate(FieldPath path, object? value, string detail = "") => Add("FieldValueDuplicate", path, $"Duplicate value: {Show(value)}", detail);

    public void NotFound(FieldPath path, object? value, string detail = "") => Add("FieldValueNotFound", path, $"Not found: {Show(value)}", detail);

    public void Forbidden(FieldPath path, string detail) => Add("FieldValueForbidden", path, "Forbidden", detail);

    public void NotSupported(FieldPath path, object? value, params IEnumerable<string> supported) =>
        Add("FieldValueNotSupported", path, $"Unsupported value: {Show(value)}", "supported values: " + string.Join(", ", supported.Select(Quote)));

    public void TooLong(FieldPath path, int maxBytes) =>
        Add("FieldValueTooLong", path, "Too long", maxBytes >= 0 ? $"may not be more than {maxBytes} bytes" : "value is too long");

    public void TooMany(FieldPath path, int actual, int max) => Add("FieldValueTooMany", path, $"Too many: {actual}", $"must have at most {max} items");

    public void TypeInvalid(FieldPath path, object? value, string detail) => Add("FieldValueTypeInvalid", path, $"Invalid value: {Show(value)}", detail);

    public void Internal(FieldPath path, string detail) => Add("InternalError", path, "Internal error", detail);

    /// <summary>One Invalid error for each message of a name or label check.</summary>
    public void InvalidAll(FieldPath path, object? value, IEnumerable<string> details)
    {
        foreach (var detail in details) Invalid(path, value, detail);
    }

    /// <exception cref="StatusException">422 Invalid, when anything was found.</exception>
    public void ThrowIfAny(GroupKind kind, string name)
    {
        if (_errors.Count > 0) throw ToException(kind, name);
    }

    /// <summary>All that was found as one 422 Invalid. The message names each error once; the causes keep them all.</summary>
    public StatusException ToException(GroupKind kind, string name)
    {
        var distinct = _errors.Select(error => error.ToString()).Distinct().ToList();
        var text = distinct.Count == 1 ? distinct[0] : $"[{string.Join(", ", distinct)}]";
        return new StatusException(new Status(422, "Invalid", $"{kind} \"{name}\" is invalid: {text}", new StatusDetails
        {
            Name = name,
            Group = kind.Group,
            Kind = kind.Kind,
            Causes = [.. _errors.Select(error => error.ToCause())],
        }));
    }

    public IEnumerator<FieldError> GetEnumerator() => _errors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(string reason, FieldPath path, string head, string detail) =>
        _errors.Add(new FieldError(reason, path.ToString(), detail.Length > 0 ? $"{head}: {detail}" : head));

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        JsonMap or JsonList => JsonWriter.ToText(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quote(string text) => JsonWriter.ToText(text);
}
