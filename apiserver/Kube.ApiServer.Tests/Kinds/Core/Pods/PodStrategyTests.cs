using Kube.ApiServer.Authentication;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Pods;
using Kube.ApiServer.Tests.Patching;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds.Core.Pods;

public class PodStrategyTests
{
    private static readonly KindStrategy Strategy = PodKind.Resource.Strategy;

    [Theory]
    [InlineData("{'spec':{'terminationGracePeriodSeconds':30}}", null, 0)]
    [InlineData("{'spec':{'nodeName':'n','terminationGracePeriodSeconds':30}}", null, 30)]
    [InlineData("{'spec':{'nodeName':'n','terminationGracePeriodSeconds':30}}", 5L, 5)]
    [InlineData("{'spec':{'nodeName':'n','terminationGracePeriodSeconds':30}}", 0L, 0)]
    [InlineData("{'spec':{'nodeName':'n','terminationGracePeriodSeconds':30}}", -1L, 1)]
    [InlineData("{'spec':{'nodeName':'n','terminationGracePeriodSeconds':30},'status':{'phase':'Succeeded'}}", null, 0)]
    public void GracePeriodSeconds_Pod_WaitsOnlyForWhatRuns(string pod, long? requested, long expected) =>
        Assert.Equal(expected, Strategy.GracePeriodSeconds(Json.Map(pod), requested));

    [Theory]
    [InlineData("'activeDeadlineSeconds':20", "'activeDeadlineSeconds':10", null)]
    [InlineData("'activeDeadlineSeconds':10", "'activeDeadlineSeconds':20", "spec.activeDeadlineSeconds: Invalid value: 20: must be less than or equal to previous value")]
    [InlineData("'hostname':'a'", "'hostname':'b'", "spec: Forbidden: pod updates may not change fields other than")]
    [InlineData("'schedulingGates':[{'name':'g'}]", "'hostname':''", null)]
    [InlineData("'hostname':''", "'schedulingGates':[{'name':'g'}]", "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g'")]
    [InlineData("'tolerations':[{'key':'a','operator':'Exists'}]", "'tolerations':[{'key':'a','operator':'Exists'},{'key':'b','operator':'Exists'}]", null)]
    [InlineData("'tolerations':[{'key':'a','operator':'Exists'}]", "'tolerations':[]", "spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds")]
    [InlineData("'nodeSelector':{'a':'1'}", "'nodeSelector':{'a':'1','b':'2'}", "spec: Forbidden")]
    [InlineData("'schedulingGates':[{'name':'g'}],'nodeSelector':{'a':'1'}", "'schedulingGates':[{'name':'g'}],'nodeSelector':{'a':'1','b':'2'}", null)]
    [InlineData("'schedulingGates':[{'name':'g'}],'nodeSelector':{'a':'1'}", "'schedulingGates':[{'name':'g'}],'nodeSelector':{'b':'2'}", "spec.nodeSelector: Invalid value: {\"b\":\"2\"}: only additions are allowed (no mutations or deletions)")]
    public void ValidateUpdate_Change_IsAllowedOrNot(string before, string after, string? problem)
    {
        var errors = new FieldErrors();

        Strategy.ValidateUpdate(Pod(after), Pod(before), errors);

        if (problem is null) Assert.Empty(errors);
        else Assert.StartsWith(problem, Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateUpdate_OtherImage_IsAllowed()
    {
        var (pod, errors) = (Pod("'hostname':''"), new FieldErrors());
        pod.Spec().Maps("containers").First()["image"] = "other";

        Strategy.ValidateUpdate(pod, Pod("'hostname':''"), errors);

        Assert.Empty(errors);
    }

    [Fact]
    public void SetDefaults_ResourcesOfThePod_FollowItsContainersAndLimits()
    {
        var pod = Json.Map("{'spec':{'resources':{'limits':{'cpu':'4','memory':'1Gi'}},'containers':[{'resources':{'requests':{'cpu':'1'}}},{'resources':{'limits':{'cpu':'500m'}}}]}}");

        Strategy.SetDefaults(pod);

        Assert.Equal("""{"cpu":"1500m","memory":"1Gi"}""", JsonWriter.ToText(pod.Spec().Part("resources")["requests"]));
    }

    [Fact]
    public void PrepareForCreate_MatchLabelKeys_BecomeRequirementsOfTheSelector()
    {
        var pod = Json.Map("{'metadata':{'labels':{'v':'1'}},'spec':{'topologySpreadConstraints':[{'matchLabelKeys':['v','absent'],'labelSelector':{}}]}}");

        Strategy.PrepareForCreate(pod, new WriteContext(DateTimeOffset.UnixEpoch, new UserInfo("me", []), DryRun: false));

        Assert.Equal("""[{"key":"v","operator":"In","values":["1"]}]""", JsonWriter.ToText(pod.Spec().Maps("topologySpreadConstraints").First().Part("labelSelector")["matchExpressions"]));
    }

    [Fact]
    public void PrepareForUpdate_EphemeralContainersAlone_ChangeThere()
    {
        var strategy = new PodEphemeralContainersStrategy(Strategy);
        var old = Pod("'hostname':'a'");
        var pod = Pod("'hostname':'b','ephemeralContainers':[{'name':'d','image':'x'}]");
        pod.GetOrAddMap("metadata")["labels"] = Json.Map("{'new':'1'}");

        strategy.PrepareForUpdate(pod, old, new WriteContext(DateTimeOffset.UnixEpoch, new UserInfo("me", []), DryRun: false));

        Assert.Equal(("a", 1, 0), (pod.Spec().Text("hostname"), pod.Spec().CountOf("ephemeralContainers"), pod.Labels().Count));
    }

    private static JsonMap Pod(string spec)
    {
        var pod = Json.Map("{'metadata':{'name':'p','namespace':'n'},'spec':{'containers':[{'name':'c','image':'x'}]," + spec + "}}");
        Strategy.SetDefaults(pod);
        return pod;
    }
}
