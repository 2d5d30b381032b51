using k8s.Models;
using Kube.Controllers.Namespaces;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Tests.Namespaces;

public sealed class DeletionReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void WriteTo_ContentLeft_SaysWhatAndWhy()
    {
        var report = new DeletionReport();
        report.Add(new Remaining(new ResourceType("", "v1", "pods", "Pod"), 2, new Dictionary<string, int> { ["example.com/keep"] = 1 }));
        report.Add(null);
        var status = new V1NamespaceStatus();
        report.WriteTo(status, Now);

        Assert.False(report.IsEmpty);
        var content = Assert.Single(status.Conditions, condition => condition.Type == "NamespaceContentRemaining");
        Assert.Equal(("True", "SomeResourcesRemain", "Some resources are remaining: pods. has 2 resource instances"), (content.Status, content.Reason, content.Message));
        var finalizers = Assert.Single(status.Conditions, condition => condition.Type == "NamespaceFinalizersRemaining");
        Assert.Equal("Some content in the namespace has finalizers remaining: example.com/keep in 1 resource instances", finalizers.Message);
    }

    [Fact]
    public void WriteTo_Again_KeepsTransitionTimes()
    {
        var status = new V1NamespaceStatus();
        new DeletionReport().WriteTo(status, Now);
        new DeletionReport().WriteTo(status, Now.AddMinutes(1));
        Assert.Equal(5, status.Conditions.Count);
        Assert.All(status.Conditions, condition => Assert.Equal(("False", Now.UtcDateTime), (condition.Status, condition.LastTransitionTime!.Value)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(8, 1000)]
    [InlineData(600, 5000)]
    public void PauseAfter_Elapsed_GrowsWithIt(int seconds, int milliseconds)
        => Assert.Equal(milliseconds, NamespaceController.PauseAfter(TimeSpan.FromSeconds(seconds)).TotalMilliseconds);
}
