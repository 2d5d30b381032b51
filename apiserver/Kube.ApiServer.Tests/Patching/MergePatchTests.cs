using Kube.ApiServer.Errors;
using Kube.ApiServer.Patching;

namespace Kube.ApiServer.Tests.Patching;

public class MergePatchTests
{
    [Theory]
    [InlineData("{'a':1}", "{'a':2}", "{'a':2}")]
    [InlineData("{'a':1}", "{'b':2}", "{'a':1,'b':2}")]
    [InlineData("{'a':1,'b':2}", "{'a':null}", "{'b':2}")]
    [InlineData("{'a':1}", "{'absent':null}", "{'a':1}")]
    [InlineData("{'a':[1,2]}", "{'a':[3]}", "{'a':[3]}")]
    [InlineData("{'a':{'b':1,'c':2}}", "{'a':{'b':null,'d':3}}", "{'a':{'c':2,'d':3}}")]
    [InlineData("{'a':[1]}", "{'a':{'b':1,'c':null}}", "{'a':{'b':1}}")]
    [InlineData("{'a':null}", "{'a':{'b':null,'c':1}}", "{'a':{'c':1}}")]
    [InlineData("{}", "{'a':{'b':{'c':null}}}", "{'a':{'b':{}}}")]
    [InlineData("{}", "{'a':[{'b':null},null]}", "{'a':[{},null]}")]
    [InlineData("{'a':{'b':1}}", "{'a':[{'b':null}]}", "{'a':[{'b':null}]}")]
    [InlineData("{'a':1}", "{}", "{'a':1}")]
    public void ApplyTo_Patch_Merges(string original, string patch, string expected)
    {
        Json.AssertEqual(expected, Read(patch).ApplyTo(Json.Map(original)));
    }

    [Fact]
    public void ApplyTo_Original_StaysAsItIs()
    {
        var original = Json.Map("{'a':{'b':1}}");
        var patched = Read("{'a':{'b':2},'c':{'d':1}}").ApplyTo(original);

        Json.AssertEqual("{'a':{'b':1}}", original);
        Assert.Equal("{\"a\":{\"b\":2},\"c\":{\"d\":1}}", Read("{}").Describe(patched));
    }

    [Theory]
    [InlineData("null", true, "Invalid JSON Patch")]
    [InlineData("[]", false, "Invalid JSON Patch")]
    [InlineData("[]", true, "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData("'x'", true, "error decoding patch: json: cannot unmarshal string into Go value of type map[string]interface {}")]
    [InlineData("{'a':", true, "error decoding patch: unexpected end of JSON input")]
    public void Read_NoObject_Is400(string body, bool validated, string message)
    {
        var failure = Assert.Throws<StatusException>(() => Patch.Read(PatchType.Merge, Json.Bytes(body).Span, TestSchema.ConfigMap, validated));

        Assert.Equal((400, "BadRequest", message), (failure.Status.Code, failure.Status.Reason, failure.Status.Message));
    }

    [Fact]
    public void Read_DuplicateField_IsReportedAndLastWins()
    {
        var patch = Read("{'spec':{'a':1,'a':2},'l':[{'x':1,'x':2}]}");

        Assert.Equal(["duplicate field \"spec.a\"", "duplicate field \"l[0].x\""], patch.StrictErrors);
        Json.AssertEqual("{'spec':{'a':2},'l':[{'x':2}]}", patch.ApplyTo([]));
    }

    private static Patch Read(string patch) => Patch.Read(PatchType.Merge, Json.Bytes(patch).Span, TestSchema.ConfigMap);
}
