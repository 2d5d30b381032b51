using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Microsoft.Extensions.Time.Testing;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class FieldManagerUpdateTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero));
    private readonly FieldManager _maps;
    private readonly FieldManager _deployments;

    public FieldManagerUpdateTests()
    {
        _maps = new FieldManager(new KindSchema("", "v1", "ConfigMap", TestSchema.ConfigMap), _time);
        _deployments = new FieldManager(new KindSchema("apps", "v1", "Deployment", TestSchema.Deployment), _time) { Filter = FieldFilter.Except("status") };
    }

    [Fact]
    public void Update_Create_OwnsAllThatIsSet()
    {
        var created = ConfigMap("{'a':'1'}", ",'labels':{'l':'1'},'generation':1,'resourceVersion':'7'");

        _maps.Update(null, created, "kubectl-create");

        Json.AssertEqual(
            "{'m':[{'manager':'kubectl-create','operation':'Update','apiVersion':'v1','time':'2026-01-02T03:04:05Z','fieldsType':'FieldsV1'," +
            "'fieldsV1':{'f:data':{'.':{},'f:a':{}},'f:metadata':{'f:labels':{'.':{},'f:l':{}}}}}]}",
            new JsonMap { ["m"] = Managed(created) });
    }

    [Fact]
    public void Update_Create_DoesNotOwnStructsThatAreAlwaysThereNorWhatIsReset()
    {
        var created = Json.Map(
            "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':1,'selector':{'matchLabels':{'a':'b'}}," +
            "'strategy':{'type':'RollingUpdate','rollingUpdate':{'maxSurge':'25%'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':" +
            "[{'name':'c','image':'i','resources':{},'ports':[{'containerPort':80,'protocol':'TCP'}]}]}}},'status':{'replicas':1}}");

        _deployments.Update(null, created, "m");

        Json.AssertEqual(
            "{'f:spec':{'f:replicas':{},'f:selector':{},'f:strategy':{'f:rollingUpdate':{'.':{},'f:maxSurge':{}},'f:type':{}}," +
            "'f:template':{'f:metadata':{'f:labels':{'.':{},'f:a':{}}},'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:image':{}," +
            "'f:name':{},'f:ports':{'.':{},'k:{\\'containerPort\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:containerPort':{},'f:protocol':{}}},'f:resources':{}}}}}}}",
            Fields(created, "m"));
    }

    [Fact]
    public void Update_NothingSet_LeavesNoManagers()
    {
        var created = Json.Map("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x'}}");

        _maps.Update(null, created, "m");

        Assert.False(created.Map("metadata")!.ContainsKey("managedFields"));
    }

    [Fact]
    public void Update_ByOther_TakesWhatItChangesAndDropsWhatItRemoves()
    {
        var live = Created("{'a':'1','b':'1','c':'1'}");
        var updated = Changed(live, "{'a':'2','b':'1','d':'1'}");
        _time.Advance(TimeSpan.FromMinutes(1));

        _maps.Update(live, updated, "other");

        Json.AssertEqual("{'f:data':{'.':{},'f:b':{}}}", Fields(updated, "creator"));
        Json.AssertEqual("{'f:data':{'f:a':{},'f:d':{}}}", Fields(updated, "other"));
        Assert.Equal(["2026-01-02T03:04:05Z", "2026-01-02T03:05:05Z"], Managed(updated)!.Cast<JsonMap>().Select(entry => entry.String("time")));
    }

    [Fact]
    public void Update_BySame_AddsToItsEntryAndSetsItsTime()
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1','b':'1'}");
        _time.Advance(TimeSpan.FromMinutes(1));

        _maps.Update(live, updated, "creator");

        Json.AssertEqual("{'f:data':{'.':{},'f:a':{},'f:b':{}}}", Fields(updated, "creator"));
        Assert.Equal("2026-01-02T03:05:05Z", ((JsonMap)Assert.Single(Managed(updated)!)!).String("time"));
    }

    [Fact]
    public void Update_NothingChanged_KeepsEntriesAsTheyAre()
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1'}");
        updated.Map("metadata")!["resourceVersion"] = "9";
        _time.Advance(TimeSpan.FromMinutes(1));

        _maps.Update(live, updated, "other");

        Assert.Same(Managed(live), Managed(updated));
    }

    [Fact]
    public void Update_EntriesNotTouched_KeepTheirJson()
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1','b':'1'}");

        _maps.Update(live, updated, "other");

        Assert.Same(Managed(live)![0], Managed(updated)![0]);
    }

    [Fact]
    public void Update_LastFieldTaken_RemovesTheEntry()
    {
        var live = Created("{'a':'1'}");
        var updated = Json.Map("{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'x','uid':'u'},'immutable':true}");

        _maps.Update(live, updated, "other");

        Assert.Equal(["other"], Names(updated));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[{}]")]
    public void Update_Reset_ForgetsAllManagers(string given)
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1','b':'1'}");
        updated.Map("metadata")!["managedFields"] = Json.Map($"{{'m':{given}}}").List("m");

        _maps.Update(live, updated, "other");

        Assert.Null(Managed(updated));
    }

    [Fact]
    public void Update_ManagersSent_AreTaken()
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1'}");
        updated.Map("metadata")!["managedFields"] =
            Json.Map("{'m':[{'manager':'mine','operation':'Update','apiVersion':'v1','fieldsType':'FieldsV1','fieldsV1':{'f:data':{'f:a':{}}}}]}").List("m");

        _maps.Update(live, updated, "other");

        Assert.Equal(["mine"], Names(updated));
    }

    [Theory]
    [InlineData("{'manager':'x','operation':'Bogus','apiVersion':'v1','fieldsType':'FieldsV1'}")]
    [InlineData("{'manager':'x','operation':'Update','fieldsType':'FieldsV1'}")]
    [InlineData("{'manager':'x','operation':'Update','apiVersion':'v1','fieldsType':'FieldsV2'}")]
    [InlineData("{'manager':'x','operation':'Update','apiVersion':'v1'}")]
    [InlineData("{'manager':'x','operation':'Update','apiVersion':'v1','fieldsType':'FieldsV1','fieldsV1':{'bogus':{}}}")]
    public void Update_SenselessManagersSent_AreIgnored(string entry)
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'1'}");
        updated.Map("metadata")!["managedFields"] = new JsonList { Json.Map(entry) };

        _maps.Update(live, updated, "other");

        Assert.Equal(["creator"], Names(updated));
    }

    [Fact]
    public void Update_OfObjectWithoutManagers_IsNotTracked()
    {
        var live = Json.Map("{'metadata':{'name':'x','uid':'u'},'data':{'a':'1'}}");
        var updated = Json.Map("{'metadata':{'name':'x','uid':'u'},'data':{'a':'2'}}");

        _maps.Update(live, updated, "other");

        Assert.Null(Managed(updated));
    }

    [Fact]
    public void Update_ThroughSubresource_HasItsOwnEntryAndIgnoresManagersSent()
    {
        var status = new FieldManager(new KindSchema("apps", "v1", "Deployment", TestSchema.Deployment), _time)
        {
            Subresource = "status",
            Filter = FieldFilter.Except("spec", "metadata"),
        };
        var live = Json.Map("{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':1},'status':{}}");
        _deployments.Update(null, live, "m");
        live.Map("metadata")!["uid"] = "u";
        var updated = live.DeepClone();
        updated.Map("metadata")!["managedFields"] = new JsonList { new JsonMap() };
        updated["status"] = Json.Map("{'replicas':1}");
        updated.Map("spec")!["replicas"] = 2L;

        status.Update(live, updated, "m");

        Json.AssertEqual(
            "{'m':[{'manager':'m','operation':'Update','apiVersion':'apps/v1','time':'2026-01-02T03:04:05Z','fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{}}}}," +
            "{'manager':'m','operation':'Update','apiVersion':'apps/v1','time':'2026-01-02T03:04:05Z','fieldsType':'FieldsV1','fieldsV1':{'f:status':{'f:replicas':{}}},'subresource':'status'}]}",
            new JsonMap { ["m"] = Managed(updated) });
    }

    [Fact]
    public void Update_EleventhManager_MergesTheTwoOldest()
    {
        var live = Created("{'k0':'1'}");
        for (var i = 1; i <= 11; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            var updated = live.DeepClone();
            updated.Map("data")![$"k{i}"] = "1";
            _maps.Update(live, updated, $"m{i:00}");
            live = updated;
        }

        Assert.Equal(["ancient-changes", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10", "m11"], Names(live).Order(StringComparer.Ordinal));
        Json.AssertEqual("{'f:data':{'.':{},'f:k0':{},'f:k1':{},'f:k2':{}}}", Fields(live, "ancient-changes"));
        Assert.Equal("2026-01-02T03:04:07Z", Entry(live, "ancient-changes").String("time"));
    }

    [Fact]
    public void Update_OtherVersion_IsConvertedOrDropped()
    {
        var live = Created("{'a':'1','b':'1'}");
        live.Map("metadata")!["managedFields"] = Json.Map(
            "{'m':[{'manager':'old','operation':'Update','apiVersion':'v0','fieldsType':'FieldsV1','fieldsV1':{'f:values':{'f:a':{},'f:b':{}}}}," +
            "{'manager':'gone','operation':'Update','apiVersion':'v9','fieldsType':'FieldsV1','fieldsV1':{'f:data':{'f:a':{}}}}]}").List("m");
        var v0 = TestSchema.Object("ConfigMap", ("values", TestSchema.Map(TestSchema.Text)));
        var manager = new FieldManager(new KindSchema("", "v1", "ConfigMap", TestSchema.ConfigMap), _time)
        {
            Convert = (value, version) => version == "v0" ? new(new JsonMap { ["values"] = value.Object["data"] }, v0, version) : null,
        };
        var updated = Changed(live, "{'a':'2','b':'1'}");

        manager.Update(live, updated, "new");

        Assert.Equal(["new", "old"], Names(updated).Order(StringComparer.Ordinal));
        Json.AssertEqual("{'f:values':{'f:b':{}}}", Fields(updated, "old"));
    }

    [Fact]
    public void Update_ValueThatDoesNotFit_KeepsTheManagers()
    {
        var live = Created("{'a':'1'}");
        var updated = Changed(live, "{'a':'2'}");
        updated.Map("metadata")!["finalizers"] = new JsonList { null };

        _maps.Update(live, updated, "other");

        Assert.Same(Managed(live), Managed(updated));
    }

    private static JsonMap ConfigMap(string data, string metadata = "") =>
        Json.Map($"{{'apiVersion':'v1','kind':'ConfigMap','metadata':{{'name':'x'{metadata}}},'data':{data}}}");

    private JsonMap Created(string data)
    {
        var created = ConfigMap(data);
        _maps.Update(null, created, "creator");
        created.Map("metadata")!["uid"] = "u";
        return created;
    }

    private static JsonMap Changed(JsonMap live, string data)
    {
        var updated = live.DeepClone();
        updated["data"] = Json.Map(data);
        return updated;
    }

    private static JsonList? Managed(JsonMap value) => value.Map("metadata")!.List("managedFields");

    private static IEnumerable<string?> Names(JsonMap value) => Managed(value)!.Cast<JsonMap>().Select(entry => entry.String("manager"));

    private static JsonMap Entry(JsonMap value, string manager) => Managed(value)!.Cast<JsonMap>().Single(entry => entry.String("manager") == manager);

    private static JsonMap Fields(JsonMap value, string manager) => Entry(value, manager).Map("fieldsV1")!;
}
