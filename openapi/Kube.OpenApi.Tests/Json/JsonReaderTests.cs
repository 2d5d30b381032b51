using System.Text;
using Kube.OpenApi.Json;

namespace Kube.OpenApi.Tests.Json;

public class JsonReaderTests
{
    [Fact]
    public void Read_Scalars_GiveTheTreesTypes()
    {
        var map = Assert.IsType<JsonMap>(JsonReader.Read("""{"a":1,"b":1.5,"c":"x","d":true,"e":null,"f":[1e2],"g":9223372036854775808}"""));

        Assert.Equal(1L, map["a"]);
        Assert.Equal(1.5, map["b"]);
        Assert.Equal("x", map["c"]);
        Assert.Equal(true, map["d"]);
        Assert.True(map.ContainsKey("e"));
        Assert.Null(map["e"]);
        Assert.Equal(100.0, map.List("f")![0]);
        Assert.Equal(9223372036854775808.0, map["g"]);
    }

    [Fact]
    public void Read_DuplicateField_KeepsTheLastValueInTheFirstPlace() =>
        Assert.Equal("""{"a":3,"b":2}""", JsonWriter.ToText(JsonReader.Read("""{"a":1,"b":2,"a":3}""")));

    [Fact]
    public void Read_NumberBeyondAllBounds_Throws() =>
        Assert.Equal("json: cannot unmarshal number -1e400 into Go value of type float64", Assert.Throws<JsonSyntaxException>(() => JsonReader.Read("[-1e400]")).Message);

    [Fact]
    public void Read_BrokenUnicode_BecomesReplacementCharacters()
    {
        Assert.Equal("x\uFFFDy", JsonReader.Read("\"x\\ud800y\""));
        Assert.Equal("a\uFFFD\n", JsonReader.Read([(byte)'"', (byte)'a', 0xff, (byte)'\\', (byte)'n', (byte)'"']));
        Assert.Equal("\U0001F600", JsonReader.Read("\"\\ud83d\\ude00\""));
    }

    [Theory]
    [InlineData("{not json", "invalid character 'n' looking for beginning of object key string")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("[1,", "unexpected end of JSON input")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair")]
    [InlineData("{\"a\":1,}", "invalid character '}' looking for beginning of object key string")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[1] x", "invalid character 'x' after top-level value")]
    [InlineData("[tru]", "invalid character ']' in literal true (expecting 'e')")]
    [InlineData("\"a\nb\"", "invalid character '\\n' in string literal")]
    [InlineData("\"\\x\"", "invalid character 'x' in string escape code")]
    [InlineData("\"\\u12g4\"", "invalid character 'g' in \\u hexadecimal character escape")]
    [InlineData("[-x]", "invalid character 'x' in numeric literal")]
    [InlineData("[01]", "invalid character '1' after array element")]
    [InlineData("[1.]", "invalid character ']' after decimal point in numeric literal")]
    [InlineData("[1e]", "invalid character ']' in exponent of numeric literal")]
    [InlineData("\u00e9", "invalid character 'Ã' looking for beginning of value")]
    public void Read_NoJson_SaysWhatGoSays(string text, string message) =>
        Assert.Equal(message, Assert.Throws<JsonSyntaxException>(() => JsonReader.Read(text)).Message);

    [Fact]
    public void Read_TooDeep_IsRefused()
    {
        var deepest = new string('[', JsonReader.MaxDepth) + new string(']', JsonReader.MaxDepth);
        Assert.NotNull(JsonReader.Read(deepest));

        var error = Assert.Throws<JsonSyntaxException>(() => JsonReader.Read(Encoding.UTF8.GetBytes($"[{deepest}]")));
        Assert.Equal("exceeded max depth", error.Message);
    }
}
