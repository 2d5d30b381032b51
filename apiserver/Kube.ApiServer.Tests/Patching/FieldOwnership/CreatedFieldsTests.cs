using Kube.ApiServer.Patching.FieldOwnership.Managers;
using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Writing;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class CreatedFieldsTests
{
    private static readonly KindSchema Kind = new("apps", "v1", "Deployment", TestSchema.Deployment);
    private static readonly JsonMap Empty = EmptyObject.Of(Kind);

    private readonly CreatedFields _created = new(Kind, Empty, FieldFilter.Except("status"));

    [Fact]
    public void Of_ObjectsOfOneTemplate_SharesTheAnswer()
    {
        var first = _created.Of(Deployment("'replicas':1", "'name':'c','image':'a','env':[{'name':'E','value':'1'}]"));

        var second = _created.Of(Deployment("'replicas':2", "'name':'c','image':'b','env':[{'name':'E','value':'2'}]"));

        Assert.Same(first.Encoded, second.Encoded);
        Assert.Equal(JsonWriter.ToText(FieldsV1.Encode(first.Fields)), Written(first.Encoded));
    }

    private static readonly (string Spec, string Containers)[] All =
    [
        ("", "'name':'c'"),
        ("'replicas':1", "'name':'c'"),
        ("'replicas':1", "'name':'d'"),
        ("'replicas':null", "'name':'c'"),
        ("'paused':true", "'name':'c'"),
        ("'unknown':1", "'name':'c'"),
        ("'selector':{}", "'name':'c'"),
        ("'selector':{'matchLabels':{'a':'b'}}", "'name':'c'"),
        ("'strategy':{}", "'name':'c'"),
        ("'strategy':null", "'name':'c'"),
        ("'strategy':{'type':'Recreate'}", "'name':'c'"),
        ("'strategy':{'rollingUpdate':{}}", "'name':'c'"),
        ("'strategy':{'rollingUpdate':{'maxSurge':'1'}}", "'name':'c'"),
        ("", "'name':'c','resources':{}"),
        ("", "'name':'c','resources':{'limits':{}}"),
        ("", "'name':'c','resources':{'limits':{'cpu':'1'}}"),
        ("", "'name':'c','resources':{'limits':{'memory':'1'}}"),
        ("", "'name':'c','command':[]"),
        ("", "'name':'c','command':['a','b']"),
        ("", "'name':'c','env':[]"),
        ("", "'name':'c','env':null"),
        ("", "'name':'c','env':[{'name':'A'}]"),
        ("", "'name':'c','env':[{'name':'A','value':'1'}]"),
        ("", "'name':'c','env':[{'name':'B','value':'1'}]"),
        ("", "'name':'c','env':[{'name':'A'},{'name':'A'}]"),
        ("", "'name':'c','env':[{'name':'A'},{'name':'B'}]"),
        ("", "'name':'c','env':[{'name':'B'},{'name':'A'}]"),
        ("", "'name':'c','ports':[{'containerPort':80}]"),
        ("", "'name':'c','ports':[{'containerPort':81}]"),
        ("", "'name':'c','ports':[{'containerPort':80,'protocol':'TCP'}]"),
        ("", "'name':'c','ports':[{'containerPort':80,'protocol':'UDP'}]"),
        ("", "'name':'c','ports':[{'containerPort':80.0}]"),
        ("", "'name':'c','ports':[{'protocol':'UDP'}]"),
        ("", "'name':'c'},{'name':'c'"),
        ("", "'name':'c'},{'name':'d'"),
    ];

    public static TheoryData<string, string> Each
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (spec, containers) in All) data.Add(spec, containers);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Of_AfterAnyOther_IsWhatAComparisonFinds(string spec, string containers)
    {
        var created = Deployment(spec, containers);
        var compared = FieldFilter.Except("status").Of(Comparer.Compare(Empty, created, Kind.Type).Written).Stripped();
        foreach (var other in All)
        {
            var fields = new CreatedFields(Kind, Empty, FieldFilter.Except("status"));
            fields.Of(Deployment(other.Spec, other.Containers));

            var owned = fields.Of(created);

            Assert.Equal(JsonWriter.ToText(FieldsV1.Encode(compared)), Written(owned.Encoded));
            Assert.True(owned.Fields.SetEquals(compared));
        }
    }

    [Fact]
    public void Of_MetadataAndKinds_TellsThemApart()
    {
        foreach (var text in (string[])["{'kind':'Deployment'}", "{'kind':'Other'}", "{}", "{'metadata':{}}", "{'metadata':{'labels':{'a':'b'}}}",
            "{'metadata':{'labels':{'b':'b'}}}", "{'metadata':{'finalizers':['a']}}", "{'metadata':{'finalizers':['b']}}", "{'metadata':null}"])
        {
            var created = Json.Map(text);

            var owned = _created.Of(created);

            Assert.Equal(JsonWriter.ToText(FieldsV1.Encode(Comparer.Compare(Empty, created, Kind.Type).Written.Stripped())), Written(owned.Encoded));
        }
    }

    [Fact]
    public void Of_ElementWithoutAName_Throws() =>
        Assert.Throws<TypedValueException>(() => _created.Of(Deployment("", "'image':'i'")));

    private static JsonMap Deployment(string spec, string containers) => Json.Map(
        "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{" + spec + (spec.Length > 0 ? "," : "") +
        "'template':{'spec':{'containers':[{" + containers + "}]}}}}");

    /// <summary>As it is stored.</summary>
    private static string Written(JsonMap encoded) => System.Text.Encoding.UTF8.GetString(SchemaWriter.ToBytes(encoded, TestSchema.Any));
}
