using Kube.ApiServer.Patching.FieldOwnership.Sets;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class PathElementTests
{
    [Theory]
    [InlineData("f:name", ".name")]
    [InlineData("f:kubernetes.io/x", ".kubernetes.io/x")]
    [InlineData("k:{\"name\":\"c\"}", "[name=\"c\"]")]
    [InlineData("k:{\"containerPort\":80,\"protocol\":\"TCP\"}", "[containerPort=80,protocol=\"TCP\"]")]
    [InlineData("v:\"a\"", "[=\"a\"]")]
    [InlineData("v:1", "[=1]")]
    [InlineData("v:true", "[=true]")]
    [InlineData("i:3", "[3]")]
    public void TryParse_Element_KeepsItsTextAndPrintsAsPath(string text, string path)
    {
        Assert.True(PathElement.TryParse(text, out var element));

        Assert.Equal((text, path), (element.Text, element.ToString()));
    }

    [Theory]
    [InlineData("k:{ \"b\":1 , \"a\":\"x\" }", "k:{\"a\":\"x\",\"b\":1}")]
    [InlineData("v: \"a\"", "v:\"a\"")]
    [InlineData("i:03", "i:3")]
    public void TryParse_OtherSpelling_IsTheSameElement(string text, string canonical)
    {
        Assert.True(PathElement.TryParse(text, out var element));

        Assert.Equal(canonical, element.Text);
    }

    [Fact]
    public void TryParse_UnknownKind_IsSkipped()
    {
        Assert.False(PathElement.TryParse("x:y", out _));
    }

    [Theory]
    [InlineData("f")]
    [InlineData("name")]
    [InlineData("k:[1]")]
    [InlineData("k:{")]
    [InlineData("v:1 2")]
    [InlineData("i:x")]
    public void TryParse_Malformed_Throws(string text)
    {
        Assert.Throws<FormatException>(() => PathElement.TryParse(text, out _));
    }

    [Fact]
    public void CompareTo_Elements_OrderAsFieldsV1IsWritten()
    {
        string[] ordered =
        [
            "f:a", "f:b", "k:{\"a\":1}", "k:{\"b\":9}", "k:{\"b\":80}", "k:{\"b\":80,\"c\":\"x\"}", "k:{\"b\":\"x\"}", "v:2", "v:10", "v:\"a\"", "v:\"b\"",
            "v:false", "v:true", "i:2", "i:10",
        ];

        var sorted = ordered.Reverse().Select(Parse).Order().Select(element => element.Text);

        Assert.Equal(ordered, sorted);
    }

    [Fact]
    public void Key_TextThatNeedsEscaping_IsEscapedAsGoDoes()
    {
        Assert.Equal("k:{\"name\":\"a\\\"b\\u003cc\"}", PathElement.Key([new KeyField("name", "a\"b<c")]).Text);
        Assert.Equal(PathElement.Key([new KeyField("name", "a\"b<c")]), Parse("k:{\"name\":\"a\\\"b<c\"}"));
    }

    private static PathElement Parse(string text) => PathElement.TryParse(text, out var element) ? element : throw new ArgumentException(text);
}
