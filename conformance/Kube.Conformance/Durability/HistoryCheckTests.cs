namespace Kube.Conformance.Durability;

/// <summary>That the crash tests' judge sees what it is there to see.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Operation Created = new(OperationKind.Create, "a", "1", 0, 1) { End = OperationEnd.Acknowledged, Ended = 2, Revision = 10 };
    private static readonly Operation Replaced = new(OperationKind.Replace, "a", "2", 10, 3) { End = OperationEnd.Acknowledged, Ended = 4, Revision = 11 };
    private static readonly Operation Deleted = new(OperationKind.Delete, "a", "3", 11, 5) { End = OperationEnd.Acknowledged, Ended = 6 };
    private static readonly Operation CreatedAgain = new(OperationKind.Create, "a", "4", 0, 7) { End = OperationEnd.Acknowledged, Ended = 8, Revision = 13 };

    private static readonly Change[] Changes =
    [
        new(10, "ADDED", "a", "1"), new(11, "MODIFIED", "a", "2"), new(12, "DELETED", "a", "2"), new(13, "ADDED", "a", "4"),
    ];

    [Fact]
    public void Run_AllIsWell_FindsNothing() => Assert.Empty(Run([Created, Replaced, Deleted, CreatedAgain], Changes, [new Reading("a", 10, "1", 2, 3), new Reading("a", 0, "", 6, 7)]));

    [Fact]
    public void Run_AnswersThatNeverCame_MayBeEither()
    {
        var unanswered = new Operation(OperationKind.Patch, "a", "5", 11, 4);
        Assert.Empty(Run([Created, Replaced, Deleted with { End = OperationEnd.Unknown }, CreatedAgain with { End = OperationEnd.Unknown, Revision = 0 }, unanswered], Changes));
    }

    [Fact]
    public void Run_AcknowledgedWriteIsMissing_SaysLost() => Assert.Contains(Run([Created, Replaced, Deleted, CreatedAgain], Changes[..3]), fault => fault.StartsWith("lost: Create", StringComparison.Ordinal));

    [Fact]
    public void Run_AcknowledgedDeletionIsMissing_SaysLost() => Assert.Contains(Run([Created, Replaced, Deleted], Changes[..2]), fault => fault.StartsWith("lost: Delete", StringComparison.Ordinal));

    [Fact]
    public void Run_WriteIsThereTwice_SaysSo() =>
        Assert.Contains(Run([Created], [Changes[0], new Change(11, "MODIFIED", "a", "1")]), fault => fault.StartsWith("done 2 times", StringComparison.Ordinal));

    [Fact]
    public void Run_RefusedWriteIsThere_SaysSo() =>
        Assert.Contains(Run([Created with { End = OperationEnd.Refused, Revision = 0 }], Changes[..1]), fault => fault.StartsWith("done all the same", StringComparison.Ordinal));

    [Fact]
    public void Run_WriteOverAnotherState_SaysSo() =>
        Assert.Contains(Run([Created, Replaced with { Expected = 9 }], Changes[..2]), fault => fault.StartsWith("done over 10", StringComparison.Ordinal));

    [Fact]
    public void Run_OtherRevisionThanAcknowledged_SaysSo() =>
        Assert.Contains(Run([Created with { Revision = 9 }], Changes[..1]), fault => fault.StartsWith("done at 10", StringComparison.Ordinal));

    [Fact]
    public void Run_RevisionGoesBack_SaysSo() => Assert.Contains(
        Run([Created, Replaced, new Operation(OperationKind.Create, "b", "5", 0, 5) { End = OperationEnd.Acknowledged, Ended = 6, Revision = 9 }], [new Change(9, "ADDED", "b", "5"), .. Changes[..2]]),
        fault => fault.StartsWith("began when 11", StringComparison.Ordinal));

    [Fact]
    public void Run_WatchersDiffer_SaysSo()
    {
        var history = With([Created, Replaced], []);
        Assert.Contains(HistoryCheck.Run(history, [Changes[..2], [Changes[1]]], new Replay(Changes[..2]).State), fault => fault.StartsWith("watcher 1 was shown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, "1", "shown what 11 had replaced")]
    [InlineData(11, "1", "shown what never was")]
    [InlineData(0, "", "not shown what was acknowledged at 11")]
    public void Run_ReadIsStaleOrWrong_SaysSo(long revision, string tag, string fault) =>
        Assert.Contains(Run([Created, Replaced], Changes[..2], [new Reading("a", revision, tag, 5, 6)]), found => found.StartsWith(fault, StringComparison.Ordinal));

    [Fact]
    public void Run_FinalStateDiffers_SaysSo() =>
        Assert.Contains(HistoryCheck.Run(With([Created], []), [Changes[..1]], new Dictionary<string, Change>()), fault => fault.StartsWith("in the end", StringComparison.Ordinal));

    private static IReadOnlyList<string> Run(Operation[] operations, Change[] changes, params Reading[] readings) =>
        HistoryCheck.Run(With(operations, readings), [changes], new Replay(changes).State);

    private static History With(Operation[] operations, Reading[] readings)
    {
        var history = new History();
        foreach (var operation in operations) history.Add(operation);
        foreach (var reading in readings) history.Readings.Add(reading);
        return history;
    }
}
