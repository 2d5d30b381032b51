using Kube.Controllers.Deployments;

namespace Kube.Controllers.Tests.Deployments;

public sealed class ProportionalScalingTests
{
    // The example of kubernetes.io/docs/concepts/workloads/controllers/deployment#proportional-scaling: 8 and 5 of 10 with a surge of 3.
    [Fact]
    public void Sizes_Growing_SharesInProportion()
    {
        var sizes = Sizes(15, surge: 3, [("old", 8, 13), ("new", 5, 13)]);
        Assert.Equal([("old", 11), ("new", 7)], sizes);
    }

    [Fact]
    public void Sizes_Shrinking_SharesInProportion()
    {
        var sizes = Sizes(5, surge: 0, [("old", 8, 10), ("new", 2, 10)]);
        Assert.Equal([("old", 4), ("new", 1)], sizes);
    }

    [Fact]
    public void Sizes_ToZero_EmptiesAll() => Assert.Equal([("old", 0), ("new", 0)], Sizes(0, surge: 3, [("old", 8, 13), ("new", 5, 13)]));

    [Fact]
    public void Sizes_RoundingLeavesSome_TheLargestTakesIt()
    {
        var sizes = Sizes(4, surge: 0, [("a", 1, 3), ("b", 1, 3), ("c", 1, 3)]);
        Assert.Equal(4, sizes.Sum(entry => entry.Size));
    }

    private static List<(string Name, int Size)> Sizes(int replicas, int surge, (string Name, int Size, int Max)[] sets)
        => [.. ProportionalScaling.Sizes(Given.Deployment(replicas), sets.Select(set => Given.Set(set.Name, set.Size, max: set.Max)), surge)
            .Select(entry => (entry.Set.Metadata.Name, entry.Size))];
}
