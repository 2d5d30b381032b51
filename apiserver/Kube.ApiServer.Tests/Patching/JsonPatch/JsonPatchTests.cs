using System.Text;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching;

namespace Kube.ApiServer.Tests.Patching.JsonPatch;

public class JsonPatchTests
{
    private const string Original = "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,3],'n':null}";

    [Theory]
    [InlineData("add", "/a/c", "2", "{'a':{'b':1,'k/x':'v','t~':true,'c':2},'l':[1,2,3],'n':null}")]
    [InlineData("add", "/a/b", "2", "{'a':{'b':2,'k/x':'v','t~':true},'l':[1,2,3],'n':null}")]
    [InlineData("add", "/a/k~1x", "1", "{'a':{'b':1,'k/x':1,'t~':true},'l':[1,2,3],'n':null}")]
    [InlineData("add", "/a/t~0", "1", "{'a':{'b':1,'k/x':'v','t~':1},'l':[1,2,3],'n':null}")]
    [InlineData("add", "/l/0", "0", "{'a':{'b':1,'k/x':'v','t~':true},'l':[0,1,2,3],'n':null}")]
    [InlineData("add", "/l/3", "4", "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,3,4],'n':null}")]
    [InlineData("add", "/l/-", "4", "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,3,4],'n':null}")]
    [InlineData("add", "/l/-1", "4", "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,3,4],'n':null}")]
    [InlineData("replace", "/a/b", "{'x':1}", "{'a':{'b':{'x':1},'k/x':'v','t~':true},'l':[1,2,3],'n':null}")]
    [InlineData("replace", "/a/absent", "1", "{'a':{'b':1,'k/x':'v','t~':true,'absent':1},'l':[1,2,3],'n':null}")]
    [InlineData("replace", "/l/-1", "9", "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,9],'n':null}")]
    [InlineData("replace", "", "{'x':1}", "{'x':1}")]
    [InlineData("remove", "/a/b", "null", "{'a':{'k/x':'v','t~':true},'l':[1,2,3],'n':null}")]
    [InlineData("remove", "/l/1", "null", "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,3],'n':null}")]
    [InlineData("test", "/a/b", "1", Original)]
    [InlineData("test", "/n", "null", Original)]
    [InlineData("test", "/a/absent", "null", Original)]
    [InlineData("test", "/l", "[1,2,3]", Original)]
    [InlineData("test", "", Original, Original)]
    public void ApplyTo_OperationThatApplies_IsDone(string op, string path, string value, string expected)
    {
        Json.AssertEqual(expected, Apply($"[{{'op':'{op}','path':'{path}','value':{value}}}]"));
    }

    [Theory]
    [InlineData("add", "/absent/c", "2")]
    [InlineData("add", "/a/b/c", "2")]
    [InlineData("add", "/l/4", "2")]
    [InlineData("add", "/l/x", "2")]
    [InlineData("add", "/l/-5", "2")]
    [InlineData("add", "", "{}")]
    [InlineData("replace", "/absent/c", "2")]
    [InlineData("replace", "/l/3", "2")]
    [InlineData("replace", "/l/-", "2")]
    [InlineData("replace", "", "1")]
    [InlineData("replace", "", "[]")]
    [InlineData("remove", "/a/absent", "null")]
    [InlineData("remove", "/l/3", "null")]
    [InlineData("test", "/a/b", "2")]
    [InlineData("test", "/a/b", "'1'")]
    [InlineData("test", "/n", "1")]
    [InlineData("test", "/l/7", "1")]
    [InlineData("bogus", "/a", "1")]
    public void ApplyTo_OperationThatDoesNotApply_Is422WithoutReason(string op, string path, string value)
    {
        var failure = Assert.Throws<StatusException>(() => Apply($"[{{'op':'{op}','path':'{path}','value':{value}}}]"));

        Assert.Equal(422, failure.Status.Code);
        Assert.Equal("the server rejected our request due to an error in our request", failure.Status.Message);
        Assert.Equal("{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure','message':'the server rejected our request due to an error in our request','reason':'Invalid','details':{},'code':422}".Replace('\'', '"'), failure.Status.ToJson().ToString());
    }

    [Fact]
    public void ApplyTo_MoveAndCopy_TakeAlongAndDuplicate()
    {
        Json.AssertEqual(
            "{'a':{'k/x':'v','t~':true,'moved':1},'l':[1,2,3,1],'n':null}",
            Apply("[{'op':'move','from':'/a/b','path':'/a/moved'},{'op':'copy','from':'/a/moved','path':'/l/-'}]"));
    }

    [Theory]
    [InlineData("{'op':'move','from':'/a/absent','path':'/a/x'}")]
    [InlineData("{'op':'move','path':'/a/x'}")]
    [InlineData("{'op':'copy','from':'/l/9','path':'/a/x'}")]
    [InlineData("{'op':'copy','from':'/a/b','path':'/absent/x'}")]
    [InlineData("{'op':'add','value':1}")]
    public void ApplyTo_IncompleteMoveOrCopy_Fails(string operation)
    {
        Assert.Throws<StatusException>(() => Apply($"[{operation}]"));
    }

    [Fact]
    public void ApplyTo_CopiedObject_IsIndependent()
    {
        Json.AssertEqual(
            "{'a':{'b':1,'k/x':'v','t~':true},'l':[1,2,3],'n':{'b':2,'k/x':'v','t~':true}}",
            Apply("[{'op':'copy','from':'/a','path':'/n'},{'op':'replace','path':'/n/b','value':2}]"));
    }

    [Fact]
    public void ApplyTo_SamePatchTwice_LeavesOriginalsAndPatchAlone()
    {
        var patch = Read("[{'op':'add','path':'/o','value':{'x':1}},{'op':'add','path':'/o/y','value':2}]");
        var original = Json.Map(Original);

        var first = patch.ApplyTo(original);
        var second = patch.ApplyTo(original);

        Json.AssertEqual(Original, original);
        Assert.Equal(first.ToString(), second.ToString());
        Assert.NotSame(first.Map("o"), second.Map("o"));
    }

    [Theory]
    [InlineData("{'op':'not a list'}", true, "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp")]
    [InlineData("{'op':'not a list'}", false, "json: cannot unmarshal object into Go value of type jsonpatch.Patch")]
    [InlineData("[1]", true, "error decoding patch: json: cannot unmarshal number into Go value of type handlers.jsonPatchOp")]
    [InlineData("[", true, "error decoding patch: unexpected end of JSON input")]
    [InlineData("[\n x]", true, "error decoding patch: invalid character 'x' looking for beginning of value")]
    public void Read_NoPatch_Is400(string body, bool validated, string message)
    {
        var failure = Assert.Throws<StatusException>(() => Patch.Read(PatchType.Json, Json.Bytes(body).Span, TestSchema.ConfigMap, validated));

        Assert.Equal((400, "BadRequest", message), (failure.Status.Code, failure.Status.Reason, failure.Status.Message));
    }

    [Fact]
    public void Read_TooManyOperations_Is413()
    {
        var body = new StringBuilder("[").Insert(1, "{},", 10_000).Append("{}]");

        var failure = Assert.Throws<StatusException>(() => Read(body.ToString()));

        Assert.Equal(413, failure.Status.Code);
        Assert.Equal("Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001", failure.Status.Message);
    }

    [Fact]
    public void Read_UnknownAndDuplicateFields_AreStrictErrors()
    {
        var patch = Read("[{'op':'test','path':'/n','path':'/n','value':{'a':1,'a':2}},{'op':'test','path':'/n','foo':1}]");

        Assert.Equal(
            ["json patch duplicate field \"[0].path\"", "json patch duplicate field \"[0].value.a\"", "json patch unknown field \"[1].foo\""],
            patch.StrictErrors);
    }

    private static Patch Read(string patch) => Patch.Read(PatchType.Json, Json.Bytes(patch).Span, TestSchema.ConfigMap);

    private static Kube.OpenApi.Json.JsonMap Apply(string patch) => Read(patch).ApplyTo(Json.Map(Original));
}
