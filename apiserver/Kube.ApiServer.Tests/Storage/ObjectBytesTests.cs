using System.Buffers;
using System.Text;
using Kube.ApiServer.Storage;

namespace Kube.ApiServer.Tests.Storage;

public sealed class ObjectBytesTests
{
    [Theory]
    [InlineData("{\"metadata\":{\"uid\":\"u\"}}", "{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"7\"}}")]
    [InlineData("{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\",\"labels\":{}}}", "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\",\"uid\":\"u\",\"resourceVersion\":\"7\",\"labels\":{}}}")]
    [InlineData("{\"metadata\":{\"labels\":{\"uid\":\"x\"},\"uid\":\"u\"},\"a\":1}", "{\"metadata\":{\"labels\":{\"uid\":\"x\"},\"uid\":\"u\",\"resourceVersion\":\"7\"},\"a\":1}")]
    [InlineData("{\"metadata\":{}}", "{\"metadata\":{\"resourceVersion\":\"7\"}}")]
    [InlineData("{\"metadata\":{\"name\":\"a\"}}", "{\"metadata\":{\"resourceVersion\":\"7\",\"name\":\"a\"}}")]
    [InlineData("{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"123456\"}}", "{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"7\"}}")]
    [InlineData("{\"metadata\":{\"resourceVersion\":\"1\",\"name\":\"a\"}}", "{\"metadata\":{\"resourceVersion\":\"7\",\"name\":\"a\"}}")]
    [InlineData("{\"spec\":{\"metadata\":{\"uid\":\"x\"}},\"metadata\":{\"uid\":\"u\"}}", "{\"spec\":{\"metadata\":{\"uid\":\"x\"}},\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"7\"}}")]
    [InlineData("{\"metadata\":{\"resourceVersion\":\"1\",\"uid\":\"u\"}}", "{\"metadata\":{\"resourceVersion\":\"7\",\"uid\":\"u\"}}")]
    [InlineData("{\"kind\":\"K\",\"metadata\":{\"name\":\"\\\"uid\\\":\\\"\",\"uid\":\"u\\\\\"}}", "{\"kind\":\"K\",\"metadata\":{\"name\":\"\\\"uid\\\":\\\"\",\"uid\":\"u\\\\\",\"resourceVersion\":\"7\"}}")]
    [InlineData("{\"metadata\":{},\"spec\":{\"uid\":\"x\"}}", "{\"metadata\":{\"resourceVersion\":\"7\"},\"spec\":{\"uid\":\"x\"}}")]
    public void WithResourceVersion_AnyShape_SetsItInPlace(string value, string expected)
    {
        var output = new ArrayBufferWriter<byte>();
        ObjectBytes.WriteWithResourceVersion(output, Encoding.UTF8.GetBytes(value), 7);
        Assert.Equal(expected, Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(expected, Encoding.UTF8.GetString(ObjectBytes.WithResourceVersion(Encoding.UTF8.GetBytes(value), 7)));
    }

    [Fact]
    public void WithResourceVersion_LargestRevision_Fits() =>
        Assert.Contains($"\"{long.MaxValue}\"", Encoding.UTF8.GetString(ObjectBytes.WithResourceVersion("{\"metadata\":{\"uid\":\"u\"}}"u8, long.MaxValue)));

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"kind\":\"Pod\"}")]
    [InlineData("{\"metadata\":1}")]
    public void WithResourceVersion_NoMetadata_Throws(string value) =>
        Assert.Throws<ArgumentException>(() => ObjectBytes.WithResourceVersion(Encoding.UTF8.GetBytes(value), 7));

    [Fact]
    public void WithResourceVersion_NestedDeeply_IsNoError()
    {
        var before = "{\"spec\":" + new string('[', 500) + new string(']', 500) + ",\"metadata\":{\"uid\":\"u\"}}";
        Assert.EndsWith(",\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"7\"}}", Encoding.UTF8.GetString(ObjectBytes.WithResourceVersion(Encoding.UTF8.GetBytes(before), 7)));
    }
}
