using static Kube.Machinery.Validation.ValidationMessages;

namespace Kube.Machinery.Validation;

/// <summary>Port numbers and IANA service names; sentences of upstream, none when valid.</summary>
public static class Ports
{
    private const int NameMaxLength = 15;

    public static IReadOnlyList<string> Number(long port) => port is >= 1 and <= 65535 ? [] : [InclusiveRange(1, 65535)];

    public static IReadOnlyList<string> Name(string value)
    {
        var errors = new List<string>();
        if (NameCharacters.ByteLength(value) > NameMaxLength)
            errors.Add(MaxCharacters(NameMaxLength));
        if (value.Length == 0 || !value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            errors.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        if (!value.Any(char.IsAsciiLetterLower))
            errors.Add("must contain at least one letter (a-z)");
        if (value.Contains("--", StringComparison.Ordinal))
            errors.Add("must not contain consecutive hyphens");
        if (value.StartsWith('-') || value.EndsWith('-'))
            errors.Add("must not begin or end with a hyphen");
        return errors;
    }
}
