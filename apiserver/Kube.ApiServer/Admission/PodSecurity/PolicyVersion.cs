using System.Globalization;

namespace Kube.ApiServer.Admission.PodSecurity;

/// <summary>The Kubernetes version whose standards are meant: v1.N, or the latest.</summary>
internal readonly record struct PolicyVersion(int Minor)
{
    public static PolicyVersion Latest { get; } = new(int.MaxValue);

    /// <summary>"latest" or "v1.N"; null for anything else.</summary>
    public static PolicyVersion? Parse(string text)
    {
        if (text == "latest") return Latest;
        if (!text.StartsWith("v1.", StringComparison.Ordinal)) return null;
        var digits = text[3..];
        if (digits.StartsWith('0') && digits.Length > 1) return null;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? new PolicyVersion(minor) : null;
    }

    public override string ToString() => this == Latest ? "latest" : $"v1.{Minor}";
}
