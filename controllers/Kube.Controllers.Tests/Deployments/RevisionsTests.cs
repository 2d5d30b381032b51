using k8s.Models;
using Kube.Controllers.Deployments;
using static Kube.Controllers.Deployments.DeploymentAnnotations;

namespace Kube.Controllers.Tests.Deployments;

public sealed class RevisionsTests
{
    [Fact]
    public void Annotate_NewSet_GetsRevisionAndAnnotationsButNotKubectls()
    {
        var deployment = Given.Deployment(1);
        deployment.Metadata.Annotations = new Dictionary<string, string> { ["kubernetes.io/change-cause"] = "why", [LastApplied] = "{}", [Revision] = "7" };
        var set = Given.Set("s", 0);
        Assert.True(Revisions.Annotate(set, deployment, 3));
        Assert.Equal(new Dictionary<string, string> { ["kubernetes.io/change-cause"] = "why", [Revision] = "3" }, set.Metadata.Annotations);
        Assert.False(Revisions.Annotate(set, deployment, 3));
    }

    [Fact]
    public void Annotate_RolledBackTo_KeepsTheHistory()
    {
        var set = Given.Set("s", 0);
        Revisions.Annotate(set, Given.Deployment(1), 1);
        Revisions.Annotate(set, Given.Deployment(1), 3);
        Revisions.Annotate(set, Given.Deployment(1), 5);
        Assert.Equal("5", set.Metadata.Annotations[Revision]);
        Assert.Equal("1,3", set.Metadata.Annotations[RevisionHistory]);
        Assert.Equal(5, Revisions.Max([set, Given.Set("t", 0)]));
    }

    [Fact]
    public void Superfluous_BeyondTheLimit_AreTheOldestEmptyOnes()
    {
        var deployment = Given.Deployment(1);
        deployment.Spec.RevisionHistoryLimit = 1;
        var sets = Enumerable.Range(1, 4).Select(revision =>
        {
            var set = Given.Set($"s{revision}", revision == 2 ? 1 : 0);
            Revisions.Annotate(set, deployment, revision);
            return set;
        }).ToList();
        var superfluous = RevisionCleanup.Superfluous(new Rollout(deployment, null, sets));
        Assert.Equal(["s1", "s3"], superfluous.Select(set => set.Metadata.Name));
    }

    [Fact]
    public void IsDue_SizeChanged_UntilSetsKnowIt()
    {
        var set = Given.Set("s", 2);
        var rollout = new Rollout(Given.Deployment(3), set, []);
        Assert.False(SizeChange.IsDue(rollout));
        Revisions.AnnotateSizes(set, 2, 3);
        Assert.True(SizeChange.IsDue(rollout));
        Revisions.AnnotateSizes(set, 3, 4);
        Assert.False(SizeChange.IsDue(rollout));
    }
}
