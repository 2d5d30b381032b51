using Kube.ApiServer.Patching;

namespace Kube.ApiServer.Tests.Patching;

public class PatchTypesTests
{
    [Theory]
    [InlineData("application/json-patch+json", nameof(PatchType.Json))]
    [InlineData("application/merge-patch+json; charset=utf-8", nameof(PatchType.Merge))]
    [InlineData("application/strategic-merge-patch+json;charset=utf-8", nameof(PatchType.StrategicMerge))]
    [InlineData("application/apply-patch+yaml", nameof(PatchType.Apply))]
    [InlineData("application/json", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_ContentType_IsItsPatch(string? contentType, string? expected)
    {
        Assert.Equal(expected, PatchTypes.Of(contentType)?.ToString());
    }
}
