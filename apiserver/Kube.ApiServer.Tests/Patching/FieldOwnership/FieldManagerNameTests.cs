using Kube.ApiServer.Patching.FieldOwnership;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class FieldManagerNameTests
{
    [Theory]
    [InlineData("mine", "kubectl/v1.32.0 (linux/amd64)", "mine")]
    [InlineData("", "kubectl/v1.32.0 (linux/amd64)", "kubectl")]
    [InlineData(null, "Python-urllib/3.11", "Python-urllib")]
    [InlineData(null, "my agent", "my agent")]
    [InlineData(null, "a\u0007b\u200bc/1", "abc")]
    [InlineData(null, "", "")]
    [InlineData(null, null, "")]
    public void Of_Request_IsItsManagerOrTheProductOfItsAgent(string? fieldManager, string? userAgent, string expected)
    {
        Assert.Equal(expected, FieldManagerName.Of(fieldManager, userAgent));
    }

    [Fact]
    public void Of_LongAgent_IsCutToWhatAManagerMayBe()
    {
        Assert.Equal(new string('é', 64), FieldManagerName.Of(null, new string('é', 100)));
    }
}
