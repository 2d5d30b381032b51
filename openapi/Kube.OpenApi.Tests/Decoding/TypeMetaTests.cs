using System.Text;
using Kube.OpenApi.Decoding;

namespace Kube.OpenApi.Tests.Decoding;

public class TypeMetaTests
{
    [Theory]
    [InlineData("""{"kind":"Deployment","spec":{"kind":"x"},"apiVersion":"apps/v1"}""", "apps", "v1", "Deployment")]
    [InlineData("""{"apiVersion":"v1","kind":null}""", "", "v1", "")]
    [InlineData("{}", "", "", "")]
    public void Read_Object_SaysItsKind(string json, string group, string version, string kind)
    {
        var meta = TypeMeta.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal((group, version, kind), (meta.Group, meta.Version, meta.Kind));
    }

    [Theory]
    [InlineData("{not json", "invalid character 'n' looking for beginning of object key string")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("""{"kind":"Pod"} x""", "invalid character 'x' after top-level value")]
    [InlineData("""{"kind":1}""", "json: cannot unmarshal number into Go struct field .kind of type string")]
    [InlineData("[]", """
        json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }
        """)]
    public void Read_AnythingElse_IsRefusedAsUpstreamDoes(string body, string reason) => Assert.Equal(
        $"couldn't get version/kind; json parse error: {reason}",
        Assert.Throws<DecodeException>(() => TypeMeta.Read(Encoding.UTF8.GetBytes(body))).Message);
}
