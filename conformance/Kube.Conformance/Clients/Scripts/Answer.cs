using System.Text;
using System.Text.RegularExpressions;

namespace Kube.Conformance.Clients.Scripts;

/// <summary>What a command writes and the code it ends with, for some versions of kubectl or for all.</summary>
/// <param name="Versions">Such as <c>&lt;1.31</c> or <c>&gt;=1.31</c>.</param>
internal sealed partial record Answer(string? Versions, IReadOnlyList<string> Lines)
{
    public static Answer Nothing { get; } = new(null, []);

    public bool IsFor(Version kubectl)
    {
        if (Versions is null)
            return true;
        var isOlder = Versions.StartsWith('<');
        var bound = Version.Parse(Versions.TrimStart('<', '>', '='));
        return isOlder == kubectl < bound;
    }

    /// <param name="answered">What the command wrote; after it, <c>[exit N]</c> if it failed.</param>
    public bool Matches(string answered, string @namespace)
    {
        var pattern = new StringBuilder("^");
        foreach (var line in Lines)
        {
            if (line == "⋮")
                pattern.Append("(.*\n)*?");
            else
                pattern.Append(Pattern(line.Replace("$NS", @namespace, StringComparison.Ordinal))).Append(" *\n");
        }

        return Regex.IsMatch(answered + "\n", pattern.Append('$').ToString(), RegexOptions.CultureInvariant);
    }

    // How wide a column is depends on what else is in it.
    private static string Pattern(string line) => Gap().Replace(Regex.Escape(line.TrimEnd()).Replace("\\ ", " ", StringComparison.Ordinal), " {2,}").Replace("…", ".*", StringComparison.Ordinal);

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();
}
