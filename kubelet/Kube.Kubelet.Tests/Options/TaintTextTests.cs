using Kube.Kubelet.Options;

namespace Kube.Kubelet.Tests.Options;

public sealed class TaintTextTests
{
    [Theory]
    [InlineData("a=b:NoSchedule", "a", "b", "NoSchedule")]
    [InlineData("node.example/x:NoExecute", "node.example/x", null, "NoExecute")]
    public void Parse_Taint_GivesItsParts(string text, string key, string? value, string effect)
    {
        var taint = TaintText.Parse(text);

        Assert.Equal((key, value, effect), (taint.Key, taint.Value, taint.Effect));
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("a=b:Sometimes")]
    [InlineData(":NoSchedule")]
    public void Parse_NoTaint_IsRefused(string text) => Assert.Throws<InvalidDataException>(() => TaintText.Parse(text));
}
