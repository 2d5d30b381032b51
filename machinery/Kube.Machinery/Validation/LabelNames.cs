using static Kube.Machinery.Validation.ValidationMessages;

namespace Kube.Machinery.Validation;

/// <summary>Label keys (qualified names) and values. Each check returns upstream's sentences, none when the value is valid.</summary>
public static class LabelNames
{
    public const int MaxLength = 63;

    private const string NamePattern = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string NameRule = "must consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character";

    private const string ValueRule = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character";

    /// <summary>An optional DNS subdomain and a slash, then a name: also the shape of annotation keys, taints and finalizers.</summary>
    public static IReadOnlyList<string> Key(string value)
    {
        var slash = value.IndexOf('/');
        if (slash >= 0 && value.IndexOf('/', slash + 1) >= 0)
        {
            return ["a valid label key " + NameError() + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        var name = value.AsSpan(slash + 1);
        if (NameCharacters.IsLabelName(name) && name.Length <= MaxLength && (slash < 0 || IsPrefix(value.AsSpan(0, slash))))
            return [];

        var errors = new List<string>();
        if (slash == 0)
            errors.Add("prefix part " + Empty);
        else if (slash > 0)
            errors.AddRange(DnsNames.Subdomain(value[..slash]).Select(error => "prefix part " + error));

        if (name.IsEmpty)
            errors.Add("name part " + Empty);
        else if (NameCharacters.ByteLength(name.ToString()) > MaxLength)
            errors.Add("name part " + MaxBytes(MaxLength));
        if (!NameCharacters.IsLabelName(name))
            errors.Add("name part " + NameError());
        return errors;
    }

    public static IReadOnlyList<string> Value(string value)
    {
        var valid = value.Length == 0 || NameCharacters.IsLabelName(value);
        if (valid && value.Length <= MaxLength)
            return [];
        var errors = new List<string>();
        if (NameCharacters.ByteLength(value) > MaxLength)
            errors.Add(MaxBytes(MaxLength));
        if (!valid)
            errors.Add(Pattern(ValueRule, $"({NamePattern})?", "MyValue", "my_value", "12345"));
        return errors;
    }

    private static bool IsPrefix(ReadOnlySpan<char> value) => value.Length <= DnsNames.SubdomainMaxLength && NameCharacters.IsDnsSubdomain(value);

    private static string NameError() => Pattern(NameRule, NamePattern, "MyName", "my.name", "123-abc");
}
