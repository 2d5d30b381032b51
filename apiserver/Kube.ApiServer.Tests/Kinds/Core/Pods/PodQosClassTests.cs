using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Tests.Patching;

namespace Kube.ApiServer.Tests.Kinds.Core.Pods;

public class PodQosClassTests
{
    [Theory]
    [InlineData("{'containers':[{}]}", "BestEffort")]
    [InlineData("{'containers':[{'resources':{'requests':{'cpu':'1'}}}]}", "Burstable")]
    [InlineData("{'containers':[{'resources':{'limits':{'cpu':'1','memory':'1Gi'},'requests':{'cpu':'1','memory':'1Gi'}}}]}", "Guaranteed")]
    [InlineData("{'containers':[{'resources':{'limits':{'cpu':'1','memory':'1Gi'},'requests':{'cpu':'1000m','memory':'1024Mi'}}}]}", "Guaranteed")]
    [InlineData("{'containers':[{'resources':{'limits':{'cpu':'1','memory':'1Gi'},'requests':{'cpu':'500m','memory':'1Gi'}}}]}", "Burstable")]
    [InlineData("{'containers':[{'resources':{'limits':{'cpu':'1','memory':'1Gi'},'requests':{'cpu':'1','memory':'1Gi'}}},{}]}", "Burstable")]
    [InlineData("{'initContainers':[{'resources':{'requests':{'memory':'1'}}}],'containers':[{}]}", "Burstable")]
    [InlineData("{'containers':[{'resources':{'requests':{'example.com/gpu':'1'}}}]}", "BestEffort")]
    public void Of_Spec_FollowsRequestsAndLimits(string spec, string expected) => Assert.Equal(expected, PodQosClass.Of(Json.Map(spec)));
}
