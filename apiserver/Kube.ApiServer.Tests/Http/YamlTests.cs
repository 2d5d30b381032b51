using System.Text;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Responses;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Http;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("on: x", """{"true":"x"}""")]
    [InlineData("a: '1'", """{"a":"1"}""")]
    [InlineData("a: 0x1f", """{"a":31}""")]
    [InlineData("a: 1.5", """{"a":1.5}""")]
    [InlineData("a: 1e400", """{"a":"1e400"}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a: 1.2.3", """{"a":"1.2.3"}""")]
    [InlineData("a: [1, b]", """{"a":[1,"b"]}""")]
    [InlineData("a: &x {b: 1}\nc: *x", """{"a":{"b":1},"c":{"b":1}}""")]
    [InlineData("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3", """{"a":{"b":1,"c":2},"d":{"c":3,"b":1}}""")]
    public void Read_Document_HasYaml11Meaning(string yaml, string json) =>
        Assert.Equal(json, JsonWriter.ToText(YamlReader.Read(Encoding.UTF8.GetBytes(yaml))));

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: 1\na: 2")]
    [InlineData("a: *nowhere")]
    [InlineData("x: {a\tb:- {[:\u0001")]
    public void Read_WrongDocument_IsBadRequest(string yaml)
    {
        var failure = Assert.Throws<StatusException>(() => YamlReader.Read(Encoding.UTF8.GetBytes(yaml)));

        Assert.Equal(400, failure.Status.Code);
    }

    [Fact]
    public void Read_AliasBomb_IsBadRequest()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 9; level++) bomb.Append($"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n");

        Assert.Contains("excessive aliasing", Assert.Throws<StatusException>(() => YamlReader.Read(Encoding.UTF8.GetBytes(bomb.ToString()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToBytes_Object_IsSortedAndQuotedWhereNeeded()
    {
        const string Json = """{"kind":"X","data":{"n":"0","t":"2026-01-02T03:04:05Z","text":"a\nb\n","yes":"on","plain":"a b"},"list":[{"b":1,"a":{}},"x",[]]}""";

        Assert.Equal(
            """
            data:
              "n": "0"
              plain: a b
              t: "2026-01-02T03:04:05Z"
              text: |
                a
                b
              "yes": "on"
            kind: X
            list:
            - a: {}
              b: 1
            - x
            - []

            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(YamlWriter.ToBytes(Encoding.UTF8.GetBytes(Json)).Span));
    }
}
