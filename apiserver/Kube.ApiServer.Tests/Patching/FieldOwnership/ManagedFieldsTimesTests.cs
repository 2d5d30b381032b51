using Kube.ApiServer.Patching.FieldOwnership;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class ManagedFieldsTimesTests
{
    [Fact]
    public void Keep_OnlyTimesDiffer_KeepsTheOld()
    {
        var (live, updated) = (Object("1", "a", "00"), Object("1", "a", "01"));

        ManagedFieldsTimes.KeepIfNothingElseChanged(live, updated);

        Assert.True(JsonValues.DeepEquals(live, updated));
    }

    [Theory]
    [InlineData("2", "a")]
    [InlineData("1", "b")]
    public void Keep_MoreDiffers_KeepsTheNew(string data, string manager)
    {
        var (live, updated) = (Object("1", "a", "00"), Object(data, manager, "01"));

        ManagedFieldsTimes.KeepIfNothingElseChanged(live, updated);

        Assert.Equal(Object(data, manager, "01").ToString(), updated.ToString());
    }

    [Fact]
    public void Keep_TimeIsNew_KeepsItAway()
    {
        var (live, updated) = (Object("1", "a", null), Object("1", "a", "01"));

        ManagedFieldsTimes.KeepIfNothingElseChanged(live, updated);

        Assert.True(JsonValues.DeepEquals(live, updated));
    }

    private static JsonMap Object(string data, string manager, string? second) => Json.Map(
        $"{{'metadata':{{'managedFields':[{{'manager':'{manager}'{(second is null ? "" : $",'time':'2026-01-01T00:00:{second}Z'")},'fieldsV1':{{'f:data':{{}}}}}}]}},'data':'{data}'}}");
}
