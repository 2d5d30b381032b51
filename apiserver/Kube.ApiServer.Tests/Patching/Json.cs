using System.Text;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Patching;

/// <summary>Objects written as JSON, with single quotes for readability.</summary>
internal static class Json
{
    public static ReadOnlyMemory<byte> Bytes(string json) => Encoding.UTF8.GetBytes(json.Replace('\'', '"'));

    public static JsonMap Map(string json) => (JsonMap)JsonReader.Read(Bytes(json).Span)!;

    public static void AssertEqual(string expected, JsonMap actual) => Assert.Equal(JsonWriter.ToText(Map(expected)), JsonWriter.ToText(actual));
}
