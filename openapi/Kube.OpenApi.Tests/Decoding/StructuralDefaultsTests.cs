using Kube.OpenApi.Decoding;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Tests.Decoding;

public class StructuralDefaultsTests
{
    private static readonly TypeSchema Integer = new() { Kind = ValueKind.Integer, Custom = true };

    private static FieldSchema Field(string name, TypeSchema type, object? @default, bool nullable = false) =>
        new() { Name = name, Schema = type, Presence = Presence.AsGiven, Default = @default, Nullable = nullable };

    private static string Apply(string json, params FieldSchema[] fields)
    {
        var value = JsonReader.Read(json);
        StructuralDefaults.Apply(value, new() { Kind = ValueKind.Struct, Custom = true, Fields = fields });
        return JsonWriter.ToText(value);
    }

    [Theory]
    [InlineData("{}", """{"size":3}""")]
    [InlineData("""{"size":0}""", """{"size":0}""")]
    [InlineData("""{"size":null}""", """{"size":3}""")]
    public void Apply_Field_TakesItsDefaultWhenItHasNoValue(string given, string wanted) =>
        Assert.Equal(wanted, Apply(given, Field("size", Integer, 3L)));

    [Fact]
    public void Apply_NullableField_KeepsNull() =>
        Assert.Equal("""{"size":null}""", Apply("""{"size":null}""", Field("size", Integer, 3L, nullable: true)));

    [Fact]
    public void Apply_GoesOnInsideADefault()
    {
        var inner = new TypeSchema { Kind = ValueKind.Struct, Custom = true, Fields = [Field("size", Integer, 3L)] };

        Assert.Equal("""{"spec":{"size":3}}""", Apply("{}", Field("spec", inner, new JsonMap())));
        Assert.Equal("{}", Apply("{}", Field("spec", inner, null)));
    }

    [Fact]
    public void Apply_DoesNotShareDefaultsBetweenObjects()
    {
        var shared = new JsonMap();
        var map = new JsonMap();
        var type = new TypeSchema { Kind = ValueKind.Struct, Fields = [Field("any", new() { Kind = ValueKind.Any }, shared)] };

        StructuralDefaults.Apply(map, type);

        Assert.NotSame(shared, map["any"]);
    }
}
