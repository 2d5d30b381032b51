using System.Diagnostics.CodeAnalysis;
using Kube.Machinery.Selectors;

namespace Kube.Machinery.Tests.Selectors;

public sealed class FieldSelectorTests
{
    [Theory]
    [InlineData("nonsense", "invalid selector: 'nonsense'; can't understand 'nonsense'")]
    [InlineData("a=b,nonsense", "invalid selector: 'a=b,nonsense'; can't understand 'nonsense'")]
    [InlineData("a=b=c", "invalid field selector: unescaped character in value: 61")]
    [InlineData(@"a=b\c", @"invalid field selector: invalid escape sequence: \c")]
    public void Parse_NoSelector_SaysWhatUpstreamSays(string text, string expected)
        => Assert.Equal(expected, Assert.Throws<SelectorException>(() => FieldSelector.Parse(text)).Message);

    [Theory]
    [InlineData("", "")]
    [InlineData("b==1,a!=2,,c=", "a!=2,b=1,c=")]
    [InlineData(@"a=x\,y\=z\\", @"a=x\,y\=z\\")]
    public void ToString_Parsed_IsCanonical(string text, string expected) => Assert.Equal(expected, FieldSelector.Parse(text).ToString());

    [Theory]
    [InlineData("metadata.name=a", true)]
    [InlineData("metadata.name!=a", false)]
    [InlineData("spec.nodeName=", true)]
    [InlineData("spec.nodeName!=", false)]
    [InlineData("metadata.name=a,spec.nodeName!=n1", true)]
    public void Matches_Parsed_Decides(string text, bool expected)
        => Assert.Equal(expected, FieldSelector.Parse(text).Matches(new Named()));

    [Fact]
    public void RequiredValue_OnlyOfEquality_IsGiven()
    {
        var selector = FieldSelector.Parse("metadata.name=a,spec.nodeName!=n1");
        Assert.Equal("a", selector.RequiredValue("metadata.name"));
        Assert.Null(selector.RequiredValue("spec.nodeName"));
    }

    private readonly struct Named : ILabels
    {
        public bool TryGet(string key, [MaybeNullWhen(false)] out string value)
        {
            value = key == "metadata.name" ? "a" : null;
            return value is not null;
        }
    }
}
