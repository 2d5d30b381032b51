using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Patching.StrategicMerge;

public class StrategicMergePatchTests
{
    [Theory]
    // Objects merge, null removes, what is new loses its nulls.
    [InlineData("{'replicas':1,'paused':true}", "{'replicas':2}", "{'replicas':2,'paused':true}")]
    [InlineData("{'replicas':1,'paused':true}", "{'paused':null,'absent':null}", "{'replicas':1}")]
    [InlineData("{}", "{'strategy':{'type':'x','rollingUpdate':null}}", "{'strategy':{'type':'x'}}")]
    [InlineData("{'replicas':1}", "{'replicas':'two'}", "{'replicas':'two'}")]
    // $patch on objects.
    [InlineData("{'strategy':{'type':'a','rollingUpdate':{'maxSurge':'1'}}}", "{'strategy':{'$patch':'replace','type':'b'}}", "{'strategy':{'type':'b'}}")]
    [InlineData("{'strategy':{'type':'a'}}", "{'strategy':{'$patch':'delete'}}", "{'strategy':{}}")]
    [InlineData("{'replicas':1}", "{'strategy':{'$patch':'delete'}}", "{'replicas':1}")]
    [InlineData("{'replicas':1}", "{'strategy':{'$patch':'replace','type':'b'}}", "{'replicas':1}")]
    [InlineData("{'replicas':1}", "{'$patch':'replace','paused':true}", "{'paused':true}")]
    // $retainKeys.
    [InlineData("{'strategy':{'type':'a','rollingUpdate':{'maxSurge':'1'}}}", "{'strategy':{'$retainKeys':['type'],'type':'b'}}", "{'strategy':{'type':'b'}}")]
    [InlineData("{'strategy':{'type':'a','rollingUpdate':{'maxSurge':'1'}}}", "{'strategy':{'$retainKeys':['type']}}", "{'strategy':{'type':'a'}}")]
    public void ApplyTo_Objects_Merge(string original, string patch, string expected)
    {
        Json.AssertEqual($"{{'spec':{expected}}}", Apply($"{{'spec':{original}}}", $"{{'spec':{patch}}}"));
    }

    [Theory]
    // By merge key; what is new goes first, what only the server has keeps its order.
    [InlineData("[{'name':'a','image':'1'}]", "[{'name':'a','image':'2'}]", "[{'name':'a','image':'2'}]")]
    [InlineData("[{'name':'a'},{'name':'b'}]", "[{'name':'c'}]", "[{'name':'c'},{'name':'a'},{'name':'b'}]")]
    [InlineData("[{'name':'a'},{'name':'b'},{'name':'c'}]", "[{'name':'c','image':'x'},{'name':'a','image':'x'}]",
        "[{'name':'b'},{'name':'c','image':'x'},{'name':'a','image':'x'}]")]
    [InlineData("[{'name':'a'},{'name':'b'}]", "[]", "[{'name':'a'},{'name':'b'}]")]
    // $patch on elements.
    [InlineData("[{'name':'a'},{'name':'b'}]", "[{'name':'a','$patch':'delete'}]", "[{'name':'b'}]")]
    [InlineData("[{'name':'a'}]", "[{'name':'absent','$patch':'delete'}]", "[{'name':'a'}]")]
    [InlineData("[{'name':'a'}]", "[{'name':'a','$patch':'delete'}]", "[]")]
    [InlineData("[{'name':'a'},{'name':'b'}]", "[{'$patch':'replace'},{'name':'c'}]", "[{'name':'c'}]")]
    [InlineData("[{'name':'a','image':'1'}]", "[{'name':'a','$patch':'delete'},{'name':'a','image':'2'}]", "[{'name':'a','image':'2'}]")]
    // Lists in elements.
    [InlineData("[{'name':'a','env':[{'name':'A','value':'1'}]}]", "[{'name':'a','env':[{'name':'B','value':'2'}]}]",
        "[{'name':'a','env':[{'name':'B','value':'2'},{'name':'A','value':'1'}]}]")]
    [InlineData("[{'name':'a','command':['x','y']}]", "[{'name':'a','command':['z']}]", "[{'name':'a','command':['z']}]")]
    // Of several keys strategic merge knows one.
    [InlineData("[{'name':'a','ports':[{'containerPort':80,'protocol':'TCP'}]}]", "[{'name':'a','ports':[{'containerPort':80,'protocol':'UDP'}]}]",
        "[{'name':'a','ports':[{'containerPort':80,'protocol':'UDP'}]}]")]
    public void ApplyTo_ListsWithMergeKey_Merge(string original, string patch, string expected)
    {
        Json.AssertEqual(Containers(expected), Apply(Containers(original), Containers(patch)));
    }

    [Theory]
    [InlineData("['x','c']", "[{'name':'x'}]", "[{'name':'c'}]", "[{'name':'x'},{'name':'c'}]")]
    [InlineData("['c','x']", "[{'name':'x'}]", "[{'name':'c'}]", "[{'name':'c'},{'name':'x'}]")]
    [InlineData("['b','a']", null, "[{'name':'a'},{'name':'b'}]", "[{'name':'b'},{'name':'a'}]")]
    // Server-only s stands between a and b and stays behind a.
    [InlineData("['a','b']", "[{'name':'b','image':'1'}]", "[{'name':'a'},{'name':'s'},{'name':'b'}]", "[{'name':'a'},{'name':'s'},{'name':'b','image':'1'}]")]
    [InlineData("['b','a']", null, "[{'name':'a'},{'name':'s'},{'name':'b'}]", "[{'name':'s'},{'name':'b'},{'name':'a'}]")]
    [InlineData("['a','n']", "[{'name':'n'}]", "[{'name':'s'},{'name':'a'},{'name':'t'}]", "[{'name':'s'},{'name':'a'},{'name':'n'},{'name':'t'}]")]
    [InlineData("['a','b']", "[{'name':'a'},{'name':'b'}]", null, "[{'name':'a'},{'name':'b'}]")]
    [InlineData("['a']", "[{'name':'b','$patch':'delete'}]", "[{'name':'b'},{'name':'a'}]", "[{'name':'a'}]")]
    public void ApplyTo_SetElementOrder_OrdersTheMergedList(string order, string? patch, string? original, string expected)
    {
        var names = string.Join(',', Json.Map($"{{'o':{order}}}").List("o")!.Select(name => $"{{'name':'{name}'}}"));
        var list = patch is null ? "" : $",'containers':{patch}";

        var patched = Apply(
            original is null ? "{'spec':{'template':{'spec':{}}}}" : Containers(original),
            $"{{'spec':{{'template':{{'spec':{{'$setElementOrder/containers':[{names}]{list}}}}}}}}}");

        Json.AssertEqual(Containers(expected), patched);
    }

    [Theory]
    [InlineData("['a','b']", "{'finalizers':['c']}", "['c','a','b']")]
    [InlineData("['a','b']", "{'finalizers':['b','b','c']}", "['a','b','c']")]
    [InlineData("['a','b','c']", "{'$deleteFromPrimitiveList/finalizers':['b','absent']}", "['a','c']")]
    [InlineData("['a','b']", "{'$setElementOrder/finalizers':['b','a']}", "['b','a']")]
    [InlineData("['a','b']", "{'$setElementOrder/finalizers':['c','b'],'finalizers':['c'],'$deleteFromPrimitiveList/finalizers':['a']}", "['c','b']")]
    public void ApplyTo_ListsOfScalars_MergeAsSets(string original, string patch, string expected)
    {
        Json.AssertEqual($"{{'metadata':{{'finalizers':{expected}}}}}", Apply($"{{'metadata':{{'finalizers':{original}}}}}", $"{{'metadata':{patch}}}"));
    }

    [Fact]
    public void ApplyTo_NewElement_KeepsItsNullsForTheDecoder()
    {
        Json.AssertEqual(Containers("[{'name':'b','image':null},{'name':'a'}]"), Apply(Containers("[{'name':'a'}]"), Containers("[{'name':'b','image':null}]")));
    }

    [Fact]
    public void ApplyTo_NewList_LosesItsDirectives()
    {
        Json.AssertEqual(Containers("[{'name':'b'}]"), Apply("{'spec':{'template':{'spec':{}}}}", Containers("[{'name':'a','$patch':'delete'},{'name':'b','image':null}]")));
    }

    [Theory]
    [InlineData("{'spec':{'template':{'spec':{'containers':[{'image':'noname'}]}}}}", 500, "map: map[image:noname] does not contain declared merge key: name")]
    [InlineData("{'spec':{'template':{'spec':{'containers':[{'$patch':'delete'}]}}}}", 500, "map: map[$patch:delete] does not contain declared merge key: name")]
    [InlineData("{'spec':{'template':{'spec':{'containers':[{'name':'c','$patch':'bogus'}]}}}}", 500, "unknown patch type: bogus in map: map[$patch:bogus name:c]")]
    [InlineData("{'spec':{'template':{'spec':{'containers':[{'$patch':'merge'}]}}}}", 500, "merging lists cannot yet be specified in the patch")]
    [InlineData("{'spec':{'template':{'spec':{'containers':['c']}}}}", 500, "list element types are not identical: [[map[name:c]] [c]]")]
    [InlineData("{'spec':{'template':{'spec':{'containers':[['c']]}}}}", 500, "list element types are not identical: [[map[name:c]] [[c]]]")]
    [InlineData("{'spec':{'$patch':'bogus'}}", 500, "unknown patch type: bogus in map: map[$patch:bogus]")]
    [InlineData("{'spec':{'strategy':{'$retainKeys':['type'],'rollingUpdate':{}}}}", 400, "invalid patch format of retainKeys")]
    [InlineData("{'spec':{'strategy':{'$retainKeys':'type'}}}", 400, "invalid patch format of retainKeys")]
    [InlineData("{'metadata':{'$deleteFromPrimitiveList':['a']}}", 400, "invalid patch format of primitive list")]
    [InlineData("{'metadata':{'$setElementOrder':['a']}}", 400, "invalid patch format of setElementOrder list")]
    [InlineData("{'metadata':{'$setElementOrder/finalizers':'a'}}", 500, "expected a []interface {}, but received a string")]
    [InlineData("{'metadata':{'$setElementOrder/finalizers':['b'],'finalizers':['c']}}", 500,
        "The order in patch list:\n[c]\n doesn't match $setElementOrder list:\n[b]\n")]
    [InlineData("{'metadata':{'bogus':{'x':1}}}", 500, "unable to find api field in struct ObjectMeta for the json field \"bogus\"")]
    public void ApplyTo_WrongPatch_FailsAsUpstream(string patch, int code, string message)
    {
        var original = "{'metadata':{'finalizers':['a'],'bogus':{}},'spec':{'strategy':{},'template':{'spec':{'containers':[{'name':'c'}]}}}}";

        var failure = Assert.Throws<StatusException>(() => Apply(original, patch));

        Assert.Equal((code, message), (failure.Status.Code, failure.Status.Message));
    }

    [Fact]
    public void ApplyTo_SamePatchTwice_LeavesOriginalAndPatchAlone()
    {
        var patch = Read("{'spec':{'strategy':{'$retainKeys':['type'],'type':'b'}}}");
        var original = Json.Map("{'spec':{'strategy':{'type':'a','rollingUpdate':{}}}}");

        var first = patch.ApplyTo(original);

        Assert.Equal(first.ToString(), patch.ApplyTo(original).ToString());
        Json.AssertEqual("{'spec':{'strategy':{'type':'a','rollingUpdate':{}}}}", original);
    }

    [Fact]
    public void Describe_Patch_PrintsItAsGoPrintsMaps()
    {
        Assert.Equal("map[spec:map[replicas:two]]", Read("{'spec':{'replicas':'two'}}").Describe([]));
    }

    [Fact]
    public void Read_NoObject_Is400()
    {
        var failure = Assert.Throws<StatusException>(() => Read("[]"));

        Assert.Equal((400, "json: cannot unmarshal array into Go value of type map[string]interface {}"), (failure.Status.Code, failure.Status.Message));
    }

    private static string Containers(string list) => $"{{'spec':{{'template':{{'spec':{{'containers':{list}}}}}}}}}";

    private static Patch Read(string patch) => Patch.Read(PatchType.StrategicMerge, Json.Bytes(patch).Span, TestSchema.Deployment);

    private static JsonMap Apply(string original, string patch) => Read(patch).ApplyTo(Json.Map(original));
}
