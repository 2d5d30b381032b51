namespace Kube.Conformance.Durability;

/// <summary>How a run went.</summary>
/// <param name="Connections">Of all watchers together.</param>
/// <param name="Changes">How many each watcher was shown.</param>
/// <param name="Faults">What cannot be.</param>
internal sealed record CrashReport(int Rounds, History History, int Connections, int Changes, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Rounds} crashes: {Count(OperationEnd.Acknowledged)} writes acknowledged, {Count(OperationEnd.Refused)} refused, {Count(OperationEnd.Unknown)} without an answer, "
        + $"{History.Readings.Count} reads; {Changes} changes shown to each watcher over {Connections} connections of all; {Faults.Count} faults\n{string.Join('\n', Faults.Take(20))}";

    private int Count(OperationEnd end) => History.Operations.Count(write => write.End == end);
}
