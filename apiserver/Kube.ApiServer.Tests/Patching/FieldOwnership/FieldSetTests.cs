using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class FieldSetTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("{'f:a':{}}")]
    [InlineData("{'f:a':{'.':{},'f:b':{}},'f:c':{'f:d':{'k:{\\'name\\':\\'x\\'}':{'.':{},'f:name':{}}}}}")]
    [InlineData("{'f:l':{'v:1':{},'v:\\'a\\'':{}}}")]
    public void Decode_Encoded_IsTheSame(string json)
    {
        Json.AssertEqual(json, FieldsV1.Encode(Set(json)));
    }

    [Fact]
    public void Decode_OutOfOrder_IsSorted()
    {
        Json.AssertEqual("{'f:a':{'.':{},'f:x':{}},'f:b':{}}", FieldsV1.Encode(Set("{'f:b':{},'x:unknown':{},'f:a':{'f:x':{},'.':{}}}")));
    }

    [Theory]
    [InlineData("{'f:a':{}}", "{'f:b':{}}", "{'f:a':{},'f:b':{}}")]
    [InlineData("{'f:a':{'f:x':{}}}", "{'f:a':{}}", "{'f:a':{'.':{},'f:x':{}}}")]
    [InlineData("{'f:a':{'f:x':{}}}", "{'f:a':{'f:y':{}}}", "{'f:a':{'f:x':{},'f:y':{}}}")]
    [InlineData("{}", "{'f:a':{}}", "{'f:a':{}}")]
    public void Union_OfTwo_HasWhatEitherHas(string a, string b, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(Set(a).Union(Set(b))));
        Json.AssertEqual(expected, FieldsV1.Encode(Set(b).Union(Set(a))));
    }

    [Theory]
    [InlineData("{'f:a':{},'f:b':{}}", "{'f:b':{}}", "{'f:b':{}}")]
    [InlineData("{'f:a':{'f:x':{}}}", "{'f:a':{}}", "{}")]
    [InlineData("{'f:a':{'.':{},'f:x':{}}}", "{'f:a':{'f:x':{},'f:y':{}}}", "{'f:a':{'f:x':{}}}")]
    [InlineData("{'f:a':{}}", "{}", "{}")]
    public void Intersect_OfTwo_HasWhatBothHave(string a, string b, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(Set(a).Intersect(Set(b))));
        Json.AssertEqual(expected, FieldsV1.Encode(Set(b).Intersect(Set(a))));
    }

    [Theory]
    [InlineData("{'f:a':{},'f:b':{}}", "{'f:b':{}}", "{'f:a':{}}", "{'f:a':{}}")]
    [InlineData("{'f:a':{'f:x':{}}}", "{'f:a':{}}", "{'f:a':{'f:x':{}}}", "{}")]
    [InlineData("{'f:a':{'.':{},'f:x':{}}}", "{'f:a':{'f:x':{}}}", "{'f:a':{}}", "{'f:a':{}}")]
    [InlineData("{'f:a':{'.':{},'f:x':{}}}", "{'f:a':{}}", "{'f:a':{'f:x':{}}}", "{}")]
    [InlineData("{'f:a':{'f:x':{}}}", "{'f:a':{'f:x':{}}}", "{}", "{}")]
    public void Without_Other_KeepsTreesOnlyWhenAsked(string a, string b, string without, string withoutTrees)
    {
        Json.AssertEqual(without, FieldsV1.Encode(Set(a).Without(Set(b))));
        Json.AssertEqual(withoutTrees, FieldsV1.Encode(Set(a).WithoutTrees(Set(b))));
    }

    [Fact]
    public void Algebra_NothingToDo_ReturnsTheSameSet()
    {
        var set = Set("{'f:a':{'.':{},'f:x':{}},'f:b':{}}");

        Assert.Same(set, set.Without(Set("{'f:c':{},'f:a':{'f:y':{}}}")));
        Assert.Same(set, set.Union(Set("{'f:a':{'f:x':{}}}")));
        Assert.Same(set, set.Intersect(set));
    }

    [Fact]
    public void Members_Paths_ComeLevelByLevel()
    {
        var paths = Set("{'f:a':{'f:x':{'f:deep':{}}},'f:b':{},'f:l':{'.':{},'k:{\\'name\\':\\'c\\'}':{'.':{},'f:name':{}}}}").Members()
            .Select(path => string.Concat(path));

        Assert.Equal([".b", ".l", ".a.x.deep", ".l[name=\"c\"]", ".l[name=\"c\"].name"], paths);
    }

    [Fact]
    public void Has_Path_IsMembership()
    {
        var set = FieldSet.Of("spec.replicas", "status");

        Assert.True(set.Has([PathElement.Field("spec"), PathElement.Field("replicas")]));
        Assert.False(set.Has([PathElement.Field("spec")]));
        Assert.True(set.Has([PathElement.Field("status")]));
        Assert.False(set.Has([PathElement.Field("status"), PathElement.Field("x")]));
    }

    [Fact]
    public void SetEquals_OtherMembers_IsFalse()
    {
        Assert.True(Set("{'f:a':{'f:b':{}}}").SetEquals(FieldSet.Of("a.b")));
        Assert.False(Set("{'f:a':{'.':{},'f:b':{}}}").SetEquals(FieldSet.Of("a.b")));
        Assert.False(Set("{'f:a':{}}").SetEquals(FieldSet.Of("a.b")));
    }

    [Theory]
    [InlineData("{'f:spec':{'f:replicas':{}},'f:status':{'f:replicas':{}}}", "{'f:spec':{'f:replicas':{}}}")]
    [InlineData("{'f:status':{}}", "{}")]
    public void Except_Filter_DropsTrees(string set, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(FieldFilter.Except("status", "metadata.deletionTimestamp").Of(Set(set))));
    }

    [Fact]
    public void Only_Filter_KeepsWhatIsOnAPathOrBelow()
    {
        var filter = FieldFilter.Only("spec.containers.*.resources", "spec.containers.*.resizePolicy");

        var kept = filter.Of(Set("{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:image':{},'f:resources':{'f:limits':{}}}},'f:x':{}},'f:y':{}}"));

        Json.AssertEqual("{'f:spec':{'f:containers':{'k:{\\'name\\':\\'c\\'}':{'.':{},'f:resources':{'f:limits':{}}}}}}", FieldsV1.Encode(kept));
    }

    private static FieldSet Set(string json) => FieldsV1.Decode(Json.Map(json));
}
