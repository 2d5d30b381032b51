namespace Kube.Recordings;

/// <summary>Counts and prints what differs. An explained difference is shown once with its reason and does not fail the run.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly SortedDictionary<string, int> _explained = new(StringComparer.Ordinal);
    private int _compared;
    private int _different;

    /// <param name="subject">What was compared: a path, a file.</param>
    public void Compared(string subject, IEnumerable<string> differences)
    {
        _compared++;
        foreach (var difference in differences)
        {
            _different++;
            output.WriteLine($"{subject}: {difference}");
        }
    }

    public void Expect(string subject, string what, string expected, string actual) => Compared(subject, expected == actual ? [] : [$"{what} is \"{actual}\", not \"{expected}\""]);

    public void Explain(string reason, int times = 1)
    {
        if (times > 0) _explained[reason] = _explained.GetValueOrDefault(reason) + times;
    }

    /// <returns>The program's exit code.</returns>
    public int Finish()
    {
        foreach (var (reason, times) in _explained) output.WriteLine($"explained, {times} times: {reason}");
        output.WriteLine($"{_compared} compared, {_different} unexplained differences");
        return _different == 0 ? 0 : 1;
    }
}
