using System.Text.RegularExpressions;

namespace Kube.Conformance.Clients.Scripts;

/// <summary>
/// Commands of a shell and what upstream answers to each, in a text file:
/// <code>
/// # A comment.
/// $ kubectl get pod web -o name       the answer is the lines up to the next step
/// pod/web
///
/// ~ kubectl get pod web               asked again until the answer comes
/// ⋮                                   any number of lines
/// web   1/1   Running   0   …         any text; two spaces are as many as it takes
///
/// $ kubectl get pod none
/// [&lt;1.31]                             from here on for such a kubectl only
/// Error from server (NotFound): pods "none" not found
/// [exit 1]                            the code it ends with, where it is not 0
/// </code>
/// Standard output and error are one. <c>$NS</c> is the namespace the script runs in.
/// </summary>
internal static partial class Script
{
    public static IEnumerable<Step> Parse(IEnumerable<string> text)
    {
        (int Line, string Command, bool Eventually)? step = null;
        var answers = new List<Answer>();
        var lines = new List<string>();
        string? versions = null;
        var number = 0;
        foreach (var line in text)
        {
            number++;
            if (line.StartsWith("# ", StringComparison.Ordinal))
                continue;
            var isStep = line.StartsWith("$ ", StringComparison.Ordinal) || line.StartsWith("~ ", StringComparison.Ordinal);
            var condition = Condition().Match(line);
            if (isStep || condition.Success)
                EndAnswer();
            if (isStep && step is { } last)
                yield return new Step(last.Line, last.Command, last.Eventually, [.. answers]);
            if (isStep)
            {
                step = (number, line[2..], line[0] == '~');
                answers.Clear();
                versions = null;
            }
            else if (condition.Success)
            {
                versions = condition.Groups[1].Value;
            }
            else
            {
                lines.Add(line);
            }
        }

        EndAnswer();
        if (step is { } final)
            yield return new Step(final.Line, final.Command, final.Eventually, [.. answers]);

        void EndAnswer()
        {
            var written = string.Join('\n', lines).Trim('\n');
            if (written.Length > 0 || versions is not null)
                answers.Add(new Answer(versions, written.Length > 0 ? written.Split('\n') : []));
            lines.Clear();
        }
    }

    [GeneratedRegex(@"^\[((<|>=)1\.\d+)\]$")]
    private static partial Regex Condition();
}
