using k8s.Models;
using Kube.Controllers.Deployments;

namespace Kube.Controllers.Tests.Deployments;

public sealed class PodTemplateHashTests
{
    [Fact]
    public void Compute_SameTemplate_IsTheSameAndSafeInNames()
    {
        var hash = PodTemplateHash.Compute(Given.Template("a"), 0);
        Assert.Equal(hash, PodTemplateHash.Compute(Given.Template("a"), 0));
        Assert.Matches("^[bcdfghjklmnpqrstvwxz2456789]{1,10}$", hash);
    }

    [Fact]
    public void Compute_OtherTemplateOrCollision_Differs()
    {
        var hash = PodTemplateHash.Compute(Given.Template("a"), 0);
        Assert.NotEqual(hash, PodTemplateHash.Compute(Given.Template("b"), 0));
        Assert.NotEqual(hash, PodTemplateHash.Compute(Given.Template("a"), 1));
    }

    [Fact]
    public void SameTemplate_OnlyTheHashLabelDiffers_IsTrue()
    {
        var labelled = Given.Template("a");
        labelled.Metadata.Labels = new Dictionary<string, string> { [DeploymentAnnotations.PodTemplateHashLabel] = "x", ["app"] = "web" };
        Assert.True(PodTemplateHash.SameTemplate(Given.Template("a"), labelled));
        Assert.False(PodTemplateHash.SameTemplate(Given.Template("b"), labelled));
    }

    [Fact]
    public void Of_SeveralWithTheTemplate_TakesTheOldest()
    {
        V1ReplicaSet[] sets = [Given.Set("young", 1, age: 1, image: "v1"), Given.Set("old", 1, age: 9, image: "v1"), Given.Set("other", 1)];
        var rollout = Rollout.Of(Given.Deployment(1), sets);
        Assert.Equal("old", rollout.NewSet?.Metadata.Name);
        Assert.Equal(2, rollout.OldSets.Count);
    }
}
