using k8s.Models;
using Kube.Machinery.Selectors;

namespace Kube.Machinery.Tests.Selectors;

public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "a", ["tier"] = "web", ["size"] = "5", ["in"] = "x", ["empty"] = "" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=a", true)]
    [InlineData("app==a", true)]
    [InlineData("app!=a", false)]
    [InlineData("other!=a", true)]
    [InlineData("app in (a,b),tier", true)]
    [InlineData("app in (b)", false)]
    [InlineData("app notin (b)", true)]
    [InlineData("other notin (b)", true)]
    [InlineData("!tier", false)]
    [InlineData("!other", true)]
    [InlineData("other", false)]
    [InlineData("size>4", true)]
    [InlineData("size<5", false)]
    [InlineData("app>4", false)]
    [InlineData("in in (x)", true)]
    [InlineData("app=", false)]
    [InlineData("empty=", true)]
    [InlineData("empty in (,a)", true)]
    [InlineData("empty in ()", true)]
    [InlineData(" app = a , tier ", true)]
    public void Matches_Parsed_Decides(string selector, bool expected) => Assert.Equal(expected, LabelSelector.Parse(selector).Matches(Labels));

    [Theory]
    [InlineData("app=!", "unable to parse requirement: found '!', expected: identifier")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("=1", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData("a=b c", "found 'c', expected: ',' or 'end of string'")]
    [InlineData("!", "unable to parse requirement: found '', expected: identifier")]
    [InlineData("a in", "unable to parse requirement: found '' expected: '('")]
    [InlineData("a in (", "unable to parse requirement: found '', expected: ',', ')' or identifier")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a in (b,", "unable to parse requirement: found '', expected: ',', or identifier")]
    [InlineData("a>b", "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [InlineData("a=-", "unable to parse requirement: values[0][a]: Invalid value: \"-\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    [InlineData("x/y/z=1", "unable to parse requirement: <nil>: Invalid value: \"x/y/z\": a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')")]
    public void Parse_NoSelector_SaysWhatUpstreamSays(string selector, string expected)
        => Assert.Equal(expected, Assert.Throws<SelectorException>(() => LabelSelector.Parse(selector)).Message);

    [Theory]
    [InlineData("b=1,a in (z,y)", "a in (y,z),b=1")]
    [InlineData("!x,y,z!=1,w>2", "w>2,!x,y,z!=1")]
    [InlineData("a==b", "a==b")]
    public void ToString_Parsed_SortsKeysAndValues(string selector, string expected)
        => Assert.Equal(expected, LabelSelector.Parse(selector).ToString());

    [Fact]
    public void ToSelector_AbsentOrEmpty_MatchesNothingOrEverything()
    {
        Assert.False(((V1LabelSelector?)null).ToSelector().Matches(Labels));
        Assert.False(((V1LabelSelector?)null).ToSelector().IsEmpty);
        Assert.True(new V1LabelSelector().ToSelector().IsEmpty);
    }

    [Fact]
    public void ToSelector_LabelsAndExpressions_RequiresAll()
    {
        var selector = new V1LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["app"] = "a" },
            MatchExpressions = [new V1LabelSelectorRequirement { Key = "tier", OperatorProperty = "In", Values = ["web", "db"] }],
        };
        Assert.Equal("app=a,tier in (db,web)", selector.ToSelector().ToString());
        selector.MatchExpressions[0].OperatorProperty = "Near";
        Assert.Equal("\"Near\" is not a valid label selector operator", Assert.Throws<SelectorException>(() => selector.ToSelector()).Message);
    }

    [Fact]
    public void Matches_GenericLabels_DoesNotAllocate()
    {
        var selector = LabelSelector.Parse("app in (a,b),tier,!gone,size>1");
        selector.Matches(new Fixed());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var matched = selector.Matches(new Fixed());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(matched);
    }

    private readonly struct Fixed : ILabels
    {
        public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value) => Labels.TryGetValue(key, out value);
    }
}
