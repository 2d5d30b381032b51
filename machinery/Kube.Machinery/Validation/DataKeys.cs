using static Kube.Machinery.Validation.ValidationMessages;

namespace Kube.Machinery.Validation;

/// <summary>Keys of ConfigMaps and Secrets, and names of environment variables; sentences of upstream, none when valid.</summary>
public static class DataKeys
{
    public static IReadOnlyList<string> ConfigMapKey(string value)
    {
        var errors = new List<string>();
        if (NameCharacters.ByteLength(value) > DnsNames.SubdomainMaxLength)
            errors.Add(MaxCharacters(DnsNames.SubdomainMaxLength));
        if (!NameCharacters.IsKey(value))
        {
            errors.Add(Pattern("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+",
                "key.name", "KEY_NAME", "key-name"));
        }
        if (value is "." or "..")
            errors.Add($"must not be '{value}'");
        else if (value.StartsWith("..", StringComparison.Ordinal))
            errors.Add("must not start with '..'");
        return errors;
    }

    /// <summary>The relaxed rule (printable ASCII without '='), the only one since v1.34.</summary>
    public static IReadOnlyList<string> EnvironmentVariable(string value)
    {
        if (value.Length == 0)
            return ["environment variable name " + Empty];
        return value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value.Contains('=')
            ? ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
            : [];
    }
}
