using k8s.Models;
using Kube.Machinery.Events;

namespace Kube.Machinery.Tests.Events;

public sealed class EventCorrelationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Aggregate_SameMessage_KeepsItsOwnKey()
    {
        var aggregator = new EventAggregator();
        var first = aggregator.Aggregate(Happened("m"));
        for (var i = 0; i < 20; i++)
            Assert.Equal(first, aggregator.Aggregate(Happened("m")));
    }

    [Fact]
    public void Aggregate_TenthDifferentMessage_IsCombined()
    {
        var aggregator = new EventAggregator();
        for (var i = 0; i < 9; i++)
            Assert.Equal($"m{i}", aggregator.Aggregate(Happened($"m{i}")).Message);
        var tenth = aggregator.Aggregate(Happened("m9"));
        Assert.Equal("(combined from similar events): m9", tenth.Message);
        Assert.Equal(tenth.Key, aggregator.Aggregate(Happened("m10")).Key);
        Assert.Equal("m11", aggregator.Aggregate(Happened("m11") with { At = Start.AddMinutes(11) }).Message);
    }

    [Fact]
    public void Admit_Flood_StopsAfterTheBurstAndRefills()
    {
        var filter = new EventSpamFilter();
        Assert.All(Enumerable.Range(0, 25), _ => Assert.True(filter.Admit(Happened("m"))));
        Assert.False(filter.Admit(Happened("m")));
        Assert.True(filter.Admit(Happened("m") with { At = Start.AddMinutes(5) }));
    }

    private static RecordedEvent Happened(string message)
        => new(new V1ObjectReference { Kind = "Pod", Name = "p", NamespaceProperty = "n", Uid = "u" }, "Normal", "Reason", message, Start);
}
