using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class FieldManagerApplyTests
{
    private const string Pod = "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'template':{'spec':{'containers':[";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly FieldManager _maps;
    private readonly FieldManager _deployments;

    public FieldManagerApplyTests()
    {
        _maps = new FieldManager(new KindSchema("", "v1", "ConfigMap", TestSchema.ConfigMap), _time);
        _deployments = new FieldManager(new KindSchema("apps", "v1", "Deployment", TestSchema.Deployment), _time) { Filter = FieldFilter.Except("status") };
    }

    [Fact]
    public void Apply_ToNothing_CreatesAndOwnsWhatIsApplied()
    {
        var created = Apply(null, "{'a':'1'}", "one", ",'labels':{'l':'1'}");

        Json.AssertEqual("{'a':'1'}", created.Map("data")!);
        Json.AssertEqual(
            "{'m':[{'manager':'one','operation':'Apply','apiVersion':'v1','time':'2026-01-02T03:04:05Z','fieldsType':'FieldsV1'," +
            "'fieldsV1':{'f:data':{'f:a':{}},'f:metadata':{'f:labels':{'f:l':{}}}}}]}",
            new JsonMap { ["m"] = Managed(created) });
    }

    [Fact]
    public void Apply_ToNothing_KeepsTheStructsThatAreAlwaysThere()
    {
        var created = _deployments.Apply(null, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':3}}"), "one", false);

        Json.AssertEqual("{'strategy':{},'template':{'metadata':{},'spec':{'containers':null}},'replicas':3}", created.Map("spec")!);
        Json.AssertEqual("{'f:spec':{'f:replicas':{}}}", Fields(created, "one"));
    }

    [Fact]
    public void Apply_Same_ChangesNothing()
    {
        var live = Apply(null, "{'a':'1'}", "one");
        _time.Advance(TimeSpan.FromMinutes(1));

        var applied = Apply(live, "{'a':'1'}", "one");

        Assert.Equal(live.ToString(), applied.ToString());
    }

    [Fact]
    public void Apply_SameByAnother_IsSharedWithoutATime()
    {
        var live = Apply(null, "{'a':'1'}", "one");

        var applied = Apply(live, "{'a':'1'}", "two");

        Json.AssertEqual("{'f:data':{'f:a':{}}}", Fields(applied, "one"));
        Json.AssertEqual("{'f:data':{'f:a':{}}}", Fields(applied, "two"));
        Assert.Null(Entry(applied, "two").String("time"));
    }

    [Fact]
    public void Apply_OtherValue_Conflicts()
    {
        var live = Apply(null, "{'a':'1','b':'1'}", "one");

        var conflict = Assert.Throws<StatusException>(() => Apply(live, "{'a':'2'}", "two"));

        Json.AssertEqual(
            "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure','message':'Apply failed with 1 conflict: conflict with \\'one\\': .data.a'," +
            "'reason':'Conflict','details':{'causes':[{'reason':'FieldManagerConflict','message':'conflict with \\'one\\'','field':'.data.a'}]},'code':409}",
            conflict.Status.ToJson());
    }

    [Fact]
    public void Apply_OtherValues_NamesAllConflictsByManager()
    {
        var live = Apply(null, "{'a':'1','b':'1'}", "one");
        var updated = live.DeepClone();
        updated.Map("data")!["c"] = "1";
        updated.Map("metadata")!["uid"] = "u";
        _maps.Update(live, updated, "kubectl-edit");

        var conflict = Assert.Throws<StatusException>(() => Apply(updated, "{'a':'2','b':'2','c':'2'}", "two"));

        Assert.Equal(
            "Apply failed with 3 conflicts: conflicts with \"kubectl-edit\" using v1:\n- .data.c\nconflicts with \"one\":\n- .data.a\n- .data.b",
            conflict.Message);
        Assert.Equal(
            [("conflict with \"kubectl-edit\" using v1", ".data.c"), ("conflict with \"one\"", ".data.a"), ("conflict with \"one\"", ".data.b")],
            conflict.Status.Details!.Causes.Select(cause => (cause.Message, cause.Field)));
    }

    [Fact]
    public void Apply_Forced_TakesTheFields()
    {
        var live = Apply(null, "{'a':'1','b':'1'}", "one");
        _time.Advance(TimeSpan.FromMinutes(1));

        var applied = Apply(live, "{'a':'2'}", "two", force: true);

        Json.AssertEqual("{'a':'2','b':'1'}", applied.Map("data")!);
        Json.AssertEqual("{'f:data':{'f:b':{}}}", Fields(applied, "one"));
        Json.AssertEqual("{'f:data':{'f:a':{}}}", Fields(applied, "two"));
        Assert.Equal("2026-01-02T03:05:05Z", Entry(applied, "two").String("time"));
    }

    [Fact]
    public void Apply_Less_RemovesWhatNoOneElseOwns()
    {
        var live = Apply(null, "{'a':'1','b':'1'}", "one");
        live = Apply(live, "{'b':'1','c':'1'}", "two");

        var applied = Apply(live, "{}", "one");

        Json.AssertEqual("{'b':'1','c':'1'}", applied.Map("data")!);
        Json.AssertEqual("{'f:data':{'f:b':{},'f:c':{}}}", Fields(applied, "two"));
    }

    [Fact]
    public void Apply_Nothing_RemovesTheFieldAltogether()
    {
        var live = Apply(null, "{'a':'1'}", "one");

        var applied = _maps.Apply(live, Json.Map("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x'}}"), "one", false);

        Assert.False(applied.ContainsKey("data"));
        Assert.Null(Managed(applied));
    }

    [Fact]
    public void Apply_FieldOthersUpdated_IsNotRemoved()
    {
        var live = Apply(null, "{'a':'1'}", "one");
        live.Map("metadata")!["uid"] = "u";
        var updated = live.DeepClone();
        updated.Map("data")!["a"] = "2";
        _maps.Update(live, updated, "editor");

        var applied = Apply(updated, "{}", "one");

        Json.AssertEqual("{'a':'2'}", applied.Map("data")!);
    }

    [Fact]
    public void Apply_KeyedLists_MergesElementsAndRemovesOwn()
    {
        var live = _deployments.Apply(null, Json.Map(Pod + "{'name':'c','image':'i','env':[{'name':'A','value':'1'}],'ports':[{'containerPort':80}]}]}}}}"), "one", false);
        live = _deployments.Apply(live, Json.Map(Pod + "{'name':'c','env':[{'name':'B','value':'1'}]},{'name':'side','image':'s'}]}}}}"), "two", false);

        Json.AssertEqual(
            "{'l':[{'name':'c','image':'i','env':[{'name':'A','value':'1'},{'name':'B','value':'1'}],'ports':[{'containerPort':80}]},{'name':'side','image':'s'}]}",
            new JsonMap { ["l"] = Containers(live) });
        Json.AssertEqual(
            "{'f:spec':{'f:template':{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:env':{'k:{\\'name\\':\\'B\\'}':{'.':{},'f:name':{},'f:value':{}}}," +
            "'f:name':{}},'k:{\\'name\\':\\'side\\'}':{'.':{},'f:image':{},'f:name':{}}}}}}}",
            Fields(live, "two"));

        var applied = _deployments.Apply(live, Json.Map(Pod + "{'name':'c'}]}}}}"), "two", false);

        Json.AssertEqual(
            "{'l':[{'name':'c','image':'i','env':[{'name':'A','value':'1'}],'ports':[{'containerPort':80}]}]}",
            new JsonMap { ["l"] = Containers(applied) });
    }

    [Fact]
    public void Apply_KeyWithDefault_IsTheElementWithThatDefault()
    {
        var live = _deployments.Apply(null, Json.Map(Pod + "{'name':'c','ports':[{'containerPort':80,'protocol':'TCP'},{'containerPort':80,'protocol':'UDP'}]}]}}}}"), "one", false);

        var applied = _deployments.Apply(live, Json.Map(Pod + "{'name':'c','ports':[{'containerPort':80,'hostPort':8080}]}]}}}}"), "two", false);

        Json.AssertEqual(
            "{'l':[{'name':'c','ports':[{'containerPort':80,'protocol':'TCP','hostPort':8080},{'containerPort':80,'protocol':'UDP'}]}]}",
            new JsonMap { ["l"] = Containers(applied) });
        Json.AssertEqual(
            "{'f:spec':{'f:template':{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:name':{},'f:ports':" +
            "{'k:{\\'containerPort\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:containerPort':{},'f:hostPort':{}}}}}}}}}",
            Fields(applied, "two"));
    }

    [Fact]
    public void Apply_AtomicValues_ConflictAsOne()
    {
        var live = _deployments.Apply(null, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'selector':{'matchLabels':{'a':'1'}}}}"), "one", false);

        var conflict = Assert.Throws<StatusException>(() =>
            _deployments.Apply(live, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'selector':{'matchLabels':{'b':'1'}}}}"), "two", false));

        Assert.Equal("Apply failed with 1 conflict: conflict with \"one\": .spec.selector", conflict.Message);
    }

    [Fact]
    public void Apply_WhatIsReset_IsNeitherOwnedNorInConflict()
    {
        var live = _deployments.Apply(null, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':1},'status':{'replicas':1}}"), "one", false);

        Json.AssertEqual("{'f:spec':{'f:replicas':{}}}", Fields(live, "one"));
    }

    [Fact]
    public void Apply_ToUntrackedObject_LeavesItsFieldsToBeforeFirstApply()
    {
        var live = Json.Map("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x','uid':'u'},'data':{'a':'1','b':'1'}}");

        var applied = Apply(live, "{'a':'1','c':'1'}", "one");

        Json.AssertEqual("{'f:data':{'f:a':{},'f:c':{}}}", Fields(applied, "one"));
        Json.AssertEqual("{'f:data':{'.':{},'f:a':{},'f:b':{}}}", Fields(applied, "before-first-apply"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .data.b",
            Assert.Throws<StatusException>(() => Apply(applied, "{'b':'2'}", "two")).Message);
    }

    [Fact]
    public void Apply_Subresource_HasAnEntryOfItsOwn()
    {
        var status = new FieldManager(new KindSchema("apps", "v1", "Deployment", TestSchema.Deployment), _time)
        {
            Subresource = "status",
            Filter = FieldFilter.Except("spec"),
        };
        var live = _deployments.Apply(null, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':1}}"), "one", false);

        var applied = status.Apply(live, Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':1},'status':{'replicas':1}}"), "one", false);

        Assert.Equal([null, "status"], Managed(applied)!.Cast<JsonMap>().Select(entry => entry.String("subresource")));
        Json.AssertEqual("{'f:status':{'f:replicas':{}}}", ((JsonMap)Managed(applied)![1]!).Map("fieldsV1")!);
    }

    [Theory]
    [InlineData("{'apiVersion':'v1','kind':'Secret'}", 400, "invalid object type: /v1, Kind=Secret")]
    [InlineData("{'kind':'ConfigMap'}", 400, "invalid object type: /, Kind=ConfigMap")]
    [InlineData("{'apiVersion':'apps/v1','kind':'ConfigMap'}", 400, "invalid object type: apps/v1, Kind=ConfigMap")]
    [InlineData("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'managedFields':[{}]}}", 400, "metadata.managedFields must be nil")]
    [InlineData("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x','namespace':'n'},'bogus':1}", 500,
        "failed to create typed patch object (n/x; /v1, Kind=ConfigMap): .bogus: field not declared in schema")]
    [InlineData("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x'},'immutable':1,'data':{'a':1}}", 500,
        "failed to create typed patch object (/x; /v1, Kind=ConfigMap): errors:\n  .immutable: expected boolean, got &{1}\n" +
        "  .data.a: expected string, got &value.valueUnstructured{Value:1}")]
    public void Apply_WhatCannotBeApplied_FailsAsUpstream(string applied, int code, string message)
    {
        var failure = Assert.Throws<StatusException>(() => _maps.Apply(null, Json.Map(applied), "one", false));

        Assert.Equal((code, message), (failure.Status.Code, failure.Status.Message));
    }

    [Fact]
    public void Apply_DuplicateElements_AreRefused()
    {
        var failure = Assert.Throws<StatusException>(() =>
            _deployments.Apply(null, Json.Map(Pod + "{'name':'c','env':[{'name':'D','value':'1'},{'name':'D','value':'2'}]}]}}}}"), "one", false));

        Assert.Equal(
            "failed to create typed patch object (/d; apps/v1, Kind=Deployment): .spec.template.spec.containers[name=\"c\"].env: duplicate entries for key [name=\"D\"]",
            failure.Message);
    }

    [Fact]
    public void Apply_DamagedManagers_IsAnError()
    {
        var live = Json.Map("{'metadata':{'name':'x','managedFields':[{'operation':'Bogus'}]}}");

        Assert.Equal("failed to decode managed fields: operation must be `Apply` or `Update`", Assert.Throws<StatusException>(() => Apply(live, "{}", "one")).Message);
    }

    [Fact]
    public void Apply_KubectlAfterClientSideApply_TakesOverAndFollowsTheAnnotation()
    {
        var live = ClientSideApplied("{'a':'1','b':'1'}");

        var applied = Apply(live, "{'a':'2'}", "kubectl");

        Json.AssertEqual("{'a':'2','b':'1'}", applied.Map("data")!);
        Assert.Equal(
            "{\"apiVersion\":\"v1\",\"data\":{\"a\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"x\"}}\n",
            applied.Map("metadata")!.Map("annotations")!.String("kubectl.kubernetes.io/last-applied-configuration"));
    }

    [Fact]
    public void Apply_KubectlOverFieldChangedSince_Conflicts()
    {
        var live = ClientSideApplied("{'a':'1','b':'1'}");
        var edited = live.DeepClone();
        edited.Map("data")!["b"] = "edited";
        _maps.Update(live, edited, "kubectl-edit");

        var conflict = Assert.Throws<StatusException>(() => Apply(edited, "{'a':'2','b':'2'}", "kubectl"));

        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl-edit\" using v1: .data.b", conflict.Message);
    }

    [Fact]
    public void Apply_OtherManagerAfterClientSideApply_Conflicts()
    {
        Assert.Throws<StatusException>(() => Apply(ClientSideApplied("{'a':'1'}"), "{'a':'2'}", "helm"));
    }

    [Fact]
    public void Apply_Live_StaysAsItIs()
    {
        var live = Apply(null, "{'a':'1'}", "one");
        var before = live.ToString();

        var applied = Apply(live, "{'b':'1'}", "one");
        applied.Map("metadata")!["labels"] = new JsonMap { ["x"] = "y" };

        Assert.Equal(before, live.ToString());
    }

    private JsonMap ClientSideApplied(string data)
    {
        var live = Json.Map($"{{'apiVersion':'v1','kind':'ConfigMap','metadata':{{'name':'x','annotations':{{}}}},'data':{data}}}");
        live.Map("metadata")!.Map("annotations")!["kubectl.kubernetes.io/last-applied-configuration"] =
            $"{{'apiVersion':'v1','kind':'ConfigMap','metadata':{{'name':'x','annotations':{{}}}},'data':{data}}}\n".Replace('\'', '"');
        _maps.Update(null, live, "kubectl-client-side-apply");
        live.Map("metadata")!["uid"] = "u";
        return live;
    }

    private JsonMap Apply(JsonMap? live, string data, string manager, string metadata = "", bool force = false) =>
        _maps.Apply(live, Json.Map($"{{'apiVersion':'v1','kind':'ConfigMap','metadata':{{'name':'x'{metadata}}},'data':{data}}}"), manager, force);

    private static JsonList Containers(JsonMap value) => value.Map("spec")!.Map("template")!.Map("spec")!.List("containers")!;

    private static JsonList? Managed(JsonMap value) => value.Map("metadata")!.List("managedFields");

    private static JsonMap Entry(JsonMap value, string manager) => Managed(value)!.Cast<JsonMap>().Single(entry => entry.String("manager") == manager);

    private static JsonMap Fields(JsonMap value, string manager) => Entry(value, manager).Map("fieldsV1")!;
}
