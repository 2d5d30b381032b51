using System.Text;
using Kube.ApiServer.Caching;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Caching;

public sealed class JsonIndexerTests
{
    private static readonly JsonIndexer Indexer = new(
        new SelectableField("spec.nodeName"),
        new SelectableField("spec.hostNetwork", "false"),
        new SelectableField("spec.replicas"),
        new SelectableField("source", "none", "source.component", "reportingComponent"));

    [Theory]
    [InlineData("{}", "", "false", "", "none")]
    [InlineData("{\"spec\":{\"nodeName\":\"n1\",\"hostNetwork\":true,\"replicas\":3}}", "n1", "true", "3", "none")]
    [InlineData("{\"spec\":{\"nodeName\":null,\"hostNetwork\":false}}", "", "false", "", "none")]
    [InlineData("{\"reportingComponent\":\"b\",\"source\":{\"component\":\"a\"}}", "", "false", "", "a")]
    [InlineData("{\"source\":{\"component\":\"\"},\"reportingComponent\":\"b\"}", "", "false", "", "b")]
    [InlineData("{\"other\":{\"spec\":{\"nodeName\":\"x\"}},\"spec\":{\"nodeName\":\"a\\\"b\\u00e9\"}}", "a\"bé", "false", "", "none")]
    [InlineData("{\"spec\":[{\"nodeName\":\"x\"}]}", "", "false", "", "none")]
    [InlineData("{\"spec\":{\"nodeName\":{\"spec\":{\"replicas\":1}}}}", "", "false", "", "none")]
    public void Index_Fields_AreTheirValuesOrDefaults(string json, params string[] expected)
    {
        Assert.Equal(expected, Indexer.Index(Encoding.UTF8.GetBytes(json)).Fields);
        Assert.Equal(expected, Indexer.Index(Tree(json)).Fields);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Index_Labels_AreSortedAndFound(bool tree)
    {
        const string Json = "{\"metadata\":{\"annotations\":{\"z\":\"9\"},\"labels\":{\"b\":\"2\",\"a\":\"1\",\"B\":\"\"}}}";
        var labels = (tree ? Indexer.Index(Tree(Json)) : Indexer.Index(Encoding.UTF8.GetBytes(Json))).Labels;
        Assert.Equal(["B=", "a=1", "b=2"], Enumerable.Range(0, labels.Count).Select(i => $"{labels[i].Key}={labels[i].Value}"));
        Assert.True(labels.TryGetValue("b", out var value));
        Assert.Equal("2", value);
        Assert.False(labels.TryGetValue("z", out _));
    }

    [Fact]
    public void Index_NestedDeeply_IsNoError()
    {
        var json = "{\"spec\":{\"deep\":" + new string('[', 500) + new string(']', 500) + ",\"nodeName\":\"n1\"}}";
        Assert.Equal("n1", Indexer.Index(Encoding.UTF8.GetBytes(json)).Fields[0]);
    }

    private static JsonMap Tree(string json) => (JsonMap)JsonReader.Read(json)!;
}
