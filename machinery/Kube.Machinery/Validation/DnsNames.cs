using static Kube.Machinery.Validation.ValidationMessages;

namespace Kube.Machinery.Validation;

/// <summary>Names that end up in DNS. Each check returns upstream's sentences, none when the value is valid.</summary>
public static class DnsNames
{
    public const int LabelMaxLength = 63;
    public const int SubdomainMaxLength = 253;

    private const string LabelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainPattern = LabelPattern + @"(\." + LabelPattern + ")*";
    private const string Label1035Pattern = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private const string LabelRule = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
        + "and must start and end with an alphanumeric character";

    private const string SubdomainRule = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, "
        + "'-' or '.', and must start and end with an alphanumeric character";

    private const string Label1035Rule = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', "
        + "start with an alphabetic character, and end with an alphanumeric character";

    private const string WildcardRule = "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, "
        + "which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";

    public static IReadOnlyList<string> Label(string value)
    {
        var valid = NameCharacters.IsDnsLabel(value);
        if (valid && value.Length <= LabelMaxLength)
            return [];
        var errors = TooLong(value, LabelMaxLength);
        if (!valid)
        {
            errors.Add(NameCharacters.IsDnsSubdomain(value)
                ? "must not contain dots"
                : Pattern(LabelRule, LabelPattern, "my-name", "123-abc"));
        }
        return errors;
    }

    public static IReadOnlyList<string> Subdomain(string value)
    {
        var valid = NameCharacters.IsDnsSubdomain(value);
        if (valid && value.Length <= SubdomainMaxLength)
            return [];
        var errors = TooLong(value, SubdomainMaxLength);
        if (!valid)
            errors.Add(Pattern(SubdomainRule, SubdomainPattern, "example.com"));
        return errors;
    }

    public static IReadOnlyList<string> Label1035(string value)
    {
        var valid = NameCharacters.IsDnsLabel(value) && char.IsAsciiLetterLower(value[0]);
        if (valid && value.Length <= LabelMaxLength)
            return [];
        var errors = TooLong(value, LabelMaxLength);
        if (!valid)
            errors.Add(Pattern(Label1035Rule, Label1035Pattern, "my-name", "abc-123"));
        return errors;
    }

    public static IReadOnlyList<string> WildcardSubdomain(string value)
    {
        var valid = value.StartsWith("*.", StringComparison.Ordinal) && NameCharacters.IsDnsSubdomain(value.AsSpan(2));
        if (valid && value.Length <= SubdomainMaxLength)
            return [];
        var errors = TooLong(value, SubdomainMaxLength);
        if (!valid)
            errors.Add(Pattern(WildcardRule, @"\*\." + SubdomainPattern, "*.example.com"));
        return errors;
    }

    private static List<string> TooLong(string value, int limit)
        => NameCharacters.ByteLength(value) > limit ? [MaxBytes(limit)] : [];
}
