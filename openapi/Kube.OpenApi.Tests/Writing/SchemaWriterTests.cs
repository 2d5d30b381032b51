using System.Text;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using Kube.OpenApi.Writing;

namespace Kube.OpenApi.Tests.Writing;

public class SchemaWriterTests
{
    private static string Write(string kind, string json) => Encoding.UTF8.GetString(
        SchemaWriter.ToBytes((JsonMap)JsonReader.Read(json)!, KindCatalog.BuiltIn.Find("", "v1", kind)!.Type));

    [Fact]
    public void ToBytes_Fields_AreInTheOrderOfTheGoStruct() => Assert.Equal(
        """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"n","uid":"u","labels":{"a":"1","b":"2"}},"data":{"y":"1","z":"2"}}""",
        Write("ConfigMap", """
            {"data":{"z":"2","y":"1"},"metadata":{"labels":{"b":"2","a":"1"},"uid":"u","name":"n"},"apiVersion":"v1","kind":"ConfigMap"}
            """));

    [Fact]
    public void ToBytes_WhatTheTypeDoesNotHave_ComesLastAsItIs() => Assert.Equal(
        """{"metadata":{},"x":{"b":[1,1.5,true,null],"a":"t"}}""",
        Write("ConfigMap", """{"x":{"b":[1,1.5,true,null],"a":"t"},"metadata":{}}"""));

    [Fact]
    public void ToBytes_Text_IsEscapedWhereJsonAsksForIt()
    {
        var text = "quote \" slash \\ line \n bell \u0007 é € \U0001F600 <&>";
        var map = new JsonMap { ["data"] = new JsonMap { ["k"] = text } };

        var bytes = SchemaWriter.ToBytes(map, KindCatalog.BuiltIn.Find("", "v1", "ConfigMap")!.Type);

        Assert.Contains("\\u0007 é € \U0001F600 <&>", Encoding.UTF8.GetString(bytes));
        Assert.Equal(text, ((JsonMap)JsonReader.Read(bytes)!).Map("data")!["k"]);
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(100.0, "100")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000001, "1e-07")]
    public void ToBytes_Numbers_AreWrittenAsGoDoes(double number, string text) => Assert.Equal(
        $$"""{"x":{{text}}}""",
        Encoding.UTF8.GetString(SchemaWriter.ToBytes(new JsonMap { ["x"] = number }, KindCatalog.BuiltIn.Find("", "v1", "Pod")!.Type)));

    [Fact]
    public void ToBytes_LongText_GrowsTheBuffer()
    {
        var text = new string('x', 3_000_000);
        Assert.Equal(text.Length + """{"data":{"k":""}}""".Length, Write("ConfigMap", $$$"""{"data":{"k":"{{{text}}}"}}""").Length);
    }

    [Fact]
    public void Freeze_Map_IsWrittenAsItWasUntilItChanges()
    {
        var frozen = SchemaWriter.Freeze(new JsonMap { ["f:a"] = new JsonMap(), ["f:b"] = "\"" });
        var holder = new JsonMap { ["x"] = frozen };

        Assert.Equal("""{"x":{"f:a":{},"f:b":"\""}}""", Text(holder));
        Assert.Equal("""{"f:a":{},"f:b":"\""}""", JsonWriter.ToText(frozen));
        Assert.Equal("""{"x":{"f:a":{},"f:b":"\""}}""", Text(holder.DeepClone()));

        frozen["f:b"] = 1L;
        Assert.Equal("""{"x":{"f:a":{},"f:b":1}}""", Text(holder));
        SchemaWriter.Freeze(frozen);
        frozen["f:c"] = 2L;
        Assert.Equal("""{"x":{"f:a":{},"f:b":1,"f:c":2}}""", Text(holder));
        SchemaWriter.Freeze(frozen);
        frozen.Remove("f:b");
        Assert.Equal("""{"x":{"f:a":{},"f:c":2}}""", Text(holder));
    }

    [Fact]
    public void Freeze_LargeMap_IsStillLookedUp()
    {
        var map = new JsonMap();
        for (var i = 0; i < 40; i++) map[$"f:{i}"] = (long)i;
        Assert.Equal(30L, map["f:30"]);

        SchemaWriter.Freeze(map);

        Assert.Equal(31L, map["f:31"]);
        Assert.Null(map["f:40"]);
        map["f:40"] = 40L;
        Assert.Equal(40L, map["f:40"]);
    }

    private static string Text(JsonMap holder) => Encoding.UTF8.GetString(SchemaWriter.ToBytes(holder, KindCatalog.BuiltIn.Find("", "v1", "ConfigMap")!.Type));
}
