using Kube.ApiServer.Kinds.Core.Pods.Printing;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Tests.Patching;

namespace Kube.ApiServer.Tests.Kinds.Core.Pods;

public class PodTableTests
{
    private const string Running = "'ready':true,'restartCount':0,'state':{'running':{}}";
    private const string One = "'spec':{'containers':[{'name':'c'}]}";
    private const string WithInit = "'spec':{'initContainers':[{'name':'i'},{'name':'j'}],'containers':[{'name':'c'}]}";
    private const string Sidecar = "'spec':{'initContainers':[{'name':'s','restartPolicy':'Always'}],'containers':[{'name':'c'}]}";

    [Theory]
    [InlineData("{" + One + ",'status':{'phase':'Pending'}}", "0/1", "Pending")]
    [InlineData("{" + One + ",'status':{'phase':'Running','containerStatuses':[{" + Running + "}]}}", "1/1", "Running")]
    [InlineData("{" + One + ",'status':{'phase':'Running','containerStatuses':[{'state':{'waiting':{'reason':'CrashLoopBackOff'}}}]}}", "0/1", "CrashLoopBackOff")]
    [InlineData("{" + One + ",'status':{'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ImagePullBackOff'}}}]}}", "0/1", "ImagePullBackOff")]
    [InlineData("{" + One + ",'status':{'phase':'Succeeded','containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}}]}}", "0/1", "Completed")]
    [InlineData("{" + One + ",'status':{'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':3}}}]}}", "0/1", "ExitCode:3")]
    [InlineData("{" + One + ",'status':{'phase':'Failed','containerStatuses':[{'state':{'terminated':{'exitCode':137,'signal':9}}}]}}", "0/1", "Signal:9")]
    [InlineData("{" + One + ",'status':{'phase':'Failed','reason':'Evicted'}}", "0/1", "Evicted")]
    [InlineData("{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z'}," + One + ",'status':{'phase':'Running','containerStatuses':[{" + Running + "}]}}", "1/1", "Terminating")]
    [InlineData("{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z'}," + One + ",'status':{'phase':'Running','reason':'NodeLost'}}", "0/1", "Unknown")]
    [InlineData("{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z'}," + One + ",'status':{'phase':'Succeeded'}}", "0/1", "Succeeded")]
    [InlineData("{" + One + ",'status':{'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False','reason':'SchedulingGated'}]}}", "0/1", "SchedulingGated")]
    [InlineData("{" + WithInit + ",'status':{'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':0}}},{'name':'j','state':{'waiting':{'reason':'PodInitializing'}}}]}}", "0/1", "Init:1/2")]
    [InlineData("{" + WithInit + ",'status':{'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':1,'reason':'Error'}}}]}}", "0/1", "Init:Error")]
    [InlineData("{" + WithInit + ",'status':{'phase':'Pending','initContainerStatuses':[{'name':'i','state':{'waiting':{'reason':'CrashLoopBackOff'}}}]}}", "0/1", "Init:CrashLoopBackOff")]
    [InlineData("{" + Sidecar + ",'status':{'phase':'Running','initContainerStatuses':[{'name':'s','started':true," + Running + "}],'containerStatuses':[{" + Running + "}]}}", "2/2", "Running")]
    public void Cells_Pod_ShowReadinessAndReason(string pod, string ready, string reason)
    {
        var cells = PodTable.Layout.Cells(Json.Map(pod));

        Assert.Equal((ready, reason), (cells[1], cells[2]));
    }

    [Theory]
    [InlineData("True", "Running")]
    [InlineData("False", "NotReady")]
    public void Cells_OneContainerCompletedAnotherRunning_DependsOnThePod(string podReady, string reason)
    {
        var cells = PodTable.Layout.Cells(Json.Map("{'spec':{'containers':[{},{}]},'status':{'conditions':[{'type':'Ready','status':'" + podReady + "'}],"
            + "'containerStatuses':[{'state':{'terminated':{'exitCode':0,'reason':'Completed'}}},{" + Running + "}]}}"));

        Assert.Equal(("1/2", reason), (cells[1], cells[2]));
    }

    [Fact]
    public void Cells_RestartedContainer_ShowsWhenItLastEnded()
    {
        var cells = PodTable.Layout.Cells(Json.Map(
            "{" + One + ",'status':{'containerStatuses':[{'restartCount':3,'lastState':{'terminated':{'finishedAt':'2026-01-01T00:00:00Z'}}}]}}"));

        Assert.Equal(new AgeCell("2026-01-01T00:00:00Z", "3 (", " ago)"), cells[3]);
    }

    [Fact]
    public void Cells_ReadinessGates_CountsThoseThatAreTrue()
    {
        var cells = PodTable.Layout.Cells(Json.Map(
            "{'spec':{'readinessGates':[{'conditionType':'a'},{'conditionType':'b'}]},'status':{'conditions':[{'type':'a','status':'True'}]}}"));

        Assert.Equal("1/2", cells[8]);
    }
}
