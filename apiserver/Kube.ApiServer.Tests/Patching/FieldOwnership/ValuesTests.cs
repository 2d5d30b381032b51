using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.ApiServer.Patching.FieldOwnership.Values;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;
using static Kube.ApiServer.Tests.Patching.TestSchema;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class ValuesTests
{
    private static readonly TypeSchema Type = Struct("Type",
        ("s", Text), ("n", Number), ("b", Flag),
        ("struct", Struct("Inner", ("x", Text), ("y", Text))),
        ("atomic", Struct("Atomic", atomic: true, ("x", Text))),
        ("map", Map(Text)),
        ("maps", Map(Map(Text))),
        ("atomicMap", Map(Text, atomic: true)),
        ("list", List(Text)),
        ("set", Set(Text)),
        ("keyed", Keyed("name", Struct("Item", ("name", Text), ("value", Text), ("inner", Struct("Inner", ("x", Text), ("y", Text)))))),
        ("ports", Keyed(["port", "protocol"], "port", Struct("Port", ("port", Number), ("protocol", Default(Text, "TCP")), ("name", Text)))),
        ("any", Any));

    [Theory]
    [InlineData("{'s':'a','n':1,'b':null}", "{'f:b':{},'f:n':{},'f:s':{}}")]
    [InlineData("{'struct':{'x':'a'}}", "{'f:struct':{'f:x':{}}}")]
    [InlineData("{'struct':{}}", "{'f:struct':{}}")]
    [InlineData("{'struct':null}", "{'f:struct':{}}")]
    [InlineData("{'atomic':{'x':'a'}}", "{'f:atomic':{}}")]
    [InlineData("{'map':{'a':'1','b':'2'}}", "{'f:map':{'f:a':{},'f:b':{}}}")]
    [InlineData("{'maps':{'a':{'b':'1'}}}", "{'f:maps':{'f:a':{'.':{},'f:b':{}}}}")]
    [InlineData("{'atomicMap':{'a':'1'}}", "{'f:atomicMap':{}}")]
    [InlineData("{'list':['a']}", "{'f:list':{}}")]
    [InlineData("{'set':['b','a']}", "{'f:set':{'v:\\'a\\'':{},'v:\\'b\\'':{}}}")]
    [InlineData("{'set':[]}", "{}")]
    [InlineData("{'set':null}", "{'f:set':{}}")]
    [InlineData("{'keyed':[{'name':'a','inner':{'x':'1'}}]}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{'.':{},'f:inner':{'f:x':{}},'f:name':{}}}}")]
    [InlineData("{'keyed':[{'name':'a','value':'1'},{'name':'a','value':'2'}]}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{}}}")]
    [InlineData("{'ports':[{'port':80}]}", "{'f:ports':{'k:{\\'port\\':80,\\'protocol\\':\\'TCP\\'}':{'.':{},'f:port':{}}}}")]
    [InlineData("{'any':{'a':{'b':[1,{'c':2}]},'d':1}}", "{'f:any':{'f:a':{'.':{},'f:b':{}},'f:d':{}}}")]
    public void FieldsOf_Object_AreWhatItsTypeMakesFields(string value, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(FieldsOf.Object(Json.Map(value), Type)));
    }

    [Theory]
    [InlineData("{'s':'a','n':1}", "{'s':'b','b':true}", "{'f:b':{}}", "{'f:s':{}}", "{'f:n':{}}")]
    [InlineData("{'s':'a'}", "{'s':'a'}", "{}", "{}", "{}")]
    [InlineData("{'n':1}", "{'n':1.0}", "{}", "{}", "{}")]
    [InlineData("{}", "{'struct':{'x':'1'}}", "{'f:struct':{'.':{},'f:x':{}}}", "{}", "{}")]
    [InlineData("{'struct':null}", "{'struct':{'x':'1'}}", "{'f:struct':{'f:x':{}}}", "{}", "{}")]
    [InlineData("{'struct':{}}", "{'struct':{'x':'1'}}", "{'f:struct':{'f:x':{}}}", "{}", "{}")]
    [InlineData("{'struct':{}}", "{'struct':null}", "{}", "{'f:struct':{}}", "{}")]
    [InlineData("{'atomic':{'x':'1'}}", "{'atomic':{'x':'2'}}", "{}", "{'f:atomic':{}}", "{}")]
    [InlineData("{'map':{'a':'1','b':'1'}}", "{'map':{'a':'2','c':'1'}}", "{'f:map':{'f:c':{}}}", "{'f:map':{'f:a':{}}}", "{'f:map':{'f:b':{}}}")]
    [InlineData("{'map':{'a':'1'}}", "{}", "{}", "{}", "{'f:map':{'.':{},'f:a':{}}}")]
    [InlineData("{'list':['a','b']}", "{'list':['b','a']}", "{}", "{'f:list':{}}", "{}")]
    [InlineData("{'set':['a','b']}", "{'set':['b','c','a']}", "{'f:set':{'v:\\'c\\'':{}}}", "{}", "{}")]
    [InlineData("{'set':[]}", "{'set':null}", "{}", "{'f:set':{}}", "{}")]
    [InlineData("{'set':['a','a']}", "{'set':['a']}", "{'f:set':{'v:\\'a\\'':{}}}", "{}", "{'f:set':{'v:\\'a\\'':{}}}")]
    [InlineData("{'set':['a']}", "{'set':['a','a']}", "{'f:set':{'v:\\'a\\'':{}}}", "{}", "{'f:set':{'v:\\'a\\'':{}}}")]
    [InlineData("{'keyed':[{'name':'a','value':'1'}]}", "{'keyed':[{'name':'b','value':'1'},{'name':'a','value':'2'}]}",
        "{'f:keyed':{'k:{\\'name\\':\\'b\\'}':{'.':{},'f:name':{},'f:value':{}}}}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{'f:value':{}}}}", "{}")]
    [InlineData("{'keyed':[{'name':'a','value':'1'},{'name':'a','value':'2'}]}", "{'keyed':[{'name':'a','value':'1'},{'name':'a','value':'3'}]}",
        "{}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{}}}", "{}")]
    [InlineData("{'any':{'a':1}}", "{'any':[1]}", "{}", "{'f:any':{}}", "{'f:any':{'f:a':{}}}")]
    [InlineData("{'any':1}", "{'any':{'a':1}}", "{'f:any':{'f:a':{}}}", "{'f:any':{}}", "{}")]
    public void Compare_TwoObjects_TellsWhatCameChangedAndWent(string before, string after, string added, string modified, string removed)
    {
        var compared = Comparer.Compare(Json.Map(before), Json.Map(after), Type);

        Json.AssertEqual(added, FieldsV1.Encode(compared.Added));
        Json.AssertEqual(modified, FieldsV1.Encode(compared.Modified));
        Json.AssertEqual(removed, FieldsV1.Encode(compared.Removed));
    }

    [Fact]
    public void Compare_ElementWithoutName_Throws()
    {
        Assert.Throws<TypedValueException>(() => Comparer.Compare(Json.Map("{}"), Json.Map("{'set':[null]}"), Type));
    }

    [Theory]
    [InlineData("{'s':'a','n':1}", "{'s':'b'}", "{'s':'b','n':1}")]
    [InlineData("{'struct':{'x':'1'}}", "{'struct':{'y':'2'}}", "{'struct':{'x':'1','y':'2'}}")]
    [InlineData("{'struct':{'x':'1'}}", "{'struct':{}}", "{'struct':{'x':'1'}}")]
    [InlineData("{'struct':{'x':'1'}}", "{'struct':null}", "{'struct':{'x':'1'}}")]
    [InlineData("{'s':'a'}", "{'s':null}", "{'s':null}")]
    [InlineData("{'struct':null}", "{'struct':{}}", "{'struct':{}}")]
    [InlineData("{'atomic':{'x':'1'}}", "{'atomic':{}}", "{'atomic':{}}")]
    [InlineData("{'atomicMap':{'a':'1'}}", "{'atomicMap':{'b':'1'}}", "{'atomicMap':{'b':'1'}}")]
    [InlineData("{'map':{'a':'1'}}", "{'map':{'b':'1'}}", "{'map':{'a':'1','b':'1'}}")]
    [InlineData("{'list':['a']}", "{'list':['b']}", "{'list':['b']}")]
    [InlineData("{'any':{'a':1}}", "{'any':{'b':1}}", "{'any':{'a':1,'b':1}}")]
    [InlineData("{'any':{'a':1}}", "{'any':[1]}", "{'any':[1]}")]
    public void Merge_Applied_IsLaidOverLive(string live, string applied, string expected)
    {
        Json.AssertEqual(expected, (JsonMap)Merger.Merge(Json.Map(live), Json.Map(applied), Type)!);
    }

    [Theory]
    [InlineData("a", "b", "ab")]
    [InlineData("ab", "b", "ab")]
    [InlineData("ab", "ba", "ba")]
    [InlineData("abc", "cb", "acb")]
    [InlineData("abcd", "db", "acdb")]
    [InlineData("abc", "xb", "axbc")]
    [InlineData("abc", "bx", "abcx")]
    [InlineData("abc", "axc", "abxc")]
    [InlineData("abc", "xyz", "abcxyz")]
    [InlineData("ac", "abc", "abc")]
    [InlineData("", "ab", "ab")]
    [InlineData("ab", "", "ab")]
    [InlineData("aab", "a", "ab")]
    public void Merge_Sets_KeepTheAppliedOrderAndTheLivePlaces(string live, string applied, string expected)
    {
        var merged = (JsonMap)Merger.Merge(OfSet(live), OfSet(applied), Type)!;

        Assert.Equal(expected, string.Concat(merged.List("set")!));
    }

    [Fact]
    public void Merge_KeyedList_MergesElements()
    {
        var merged = (JsonMap)Merger.Merge(
            Json.Map("{'ports':[{'port':80,'protocol':'TCP','name':'x'},{'port':81,'protocol':'UDP'}]}"),
            Json.Map("{'ports':[{'port':80},{'port':81,'name':'y'}]}"),
            Type)!;

        Json.AssertEqual("{'ports':[{'port':80,'protocol':'TCP','name':'x'},{'port':81,'protocol':'UDP'},{'port':81,'name':'y'}]}", merged);
    }

    [Theory]
    [InlineData("{'s':'a','n':1}", "{'f:s':{}}", "{'n':1}")]
    [InlineData("{'map':{'a':'1','b':'2'}}", "{'f:map':{'f:a':{}}}", "{'map':{'b':'2'}}")]
    [InlineData("{'map':{'a':'1'}}", "{'f:map':{'f:a':{}}}", "{'map':null}")]
    [InlineData("{'map':{'a':'1'},'s':'x'}", "{'f:map':{'.':{},'f:a':{}}}", "{'s':'x'}")]
    [InlineData("{'set':['a','b']}", "{'f:set':{'v:\\'a\\'':{}}}", "{'set':['b']}")]
    [InlineData("{'keyed':[{'name':'a','value':'1'},{'name':'b','value':'1'}]}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{'f:value':{}}}}", "{'keyed':[{'name':'a'},{'name':'b','value':'1'}]}")]
    [InlineData("{'keyed':[{'name':'a','value':'1'},{'name':'b','value':'1'}]}", "{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{}}}", "{'keyed':[{'name':'b','value':'1'}]}")]
    [InlineData("{'list':['a']}", "{'f:list':{'v:\\'a\\'':{}}}", "{'list':null}")]
    public void Remove_Fields_AreGone(string value, string fields, string expected)
    {
        Json.AssertEqual(expected, (JsonMap)Remover.Remove(Json.Map(value), FieldsV1.Decode(Json.Map(fields)), Type)!);
    }

    [Theory]
    [InlineData("{'f:struct':{'f:x':{}}}", "{'f:struct':{'.':{},'f:x':{}}}")]
    [InlineData("{'f:map':{'f:a':{}}}", "{'f:map':{'.':{},'f:a':{}}}")]
    [InlineData("{'f:maps':{'f:a':{'f:b':{}}}}", "{'f:maps':{'.':{},'f:a':{'f:b':{}}}}")]
    [InlineData("{'f:keyed':{'k:{\\'name\\':\\'a\\'}':{'f:inner':{'f:x':{}}}}}", "{'f:keyed':{'.':{},'k:{\\'name\\':\\'a\\'}':{'f:inner':{'.':{},'f:x':{}}}}}")]
    public void Included_Set_HasTheDeclaredFieldsAbove(string set, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(NamedFields.Included(FieldsV1.Decode(Json.Map(set)), Type)));
    }

    [Theory]
    [InlineData("{'f:atomic':{'f:x':{}}}", "{'f:atomic':{}}")]
    [InlineData("{'f:list':{'v:\\'a\\'':{}},'f:s':{}}", "{'f:list':{},'f:s':{}}")]
    [InlineData("{'f:a':{'f:unknown':{}},'f:map':{'f:a':{}}}", "{'f:a':{'f:unknown':{}},'f:map':{'f:a':{}}}")]
    public void SchemaChange_NowAtomic_IsOwnedWhole(string set, string expected)
    {
        Json.AssertEqual(expected, FieldsV1.Encode(SchemaChange.Applied(FieldsV1.Decode(Json.Map(set)), Type)));
    }

    [Theory]
    [InlineData("{'bogus':1}", ".bogus: field not declared in schema")]
    [InlineData("{'s':1}", ".s: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("{'n':'x'}", ".n: expected numeric (int or float), got string")]
    [InlineData("{'b':'x'}", ".b: expected boolean, got &{x}")]
    [InlineData("{'struct':[1]}", ".struct: expected map, got &{[1]}")]
    [InlineData("{'list':{'a':1}}", ".list: expected list, got &{map[a:1]}")]
    [InlineData("{'list':[1]}", ".list[0]: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("{'set':['a','a']}", ".set: duplicate entries for key [=\"a\"]")]
    [InlineData("{'keyed':[{'value':'1'}]}", ".keyed: element 0: associative list with keys has an element that omits all key fields [\"name\"] (and doesn't have default values for any key fields)")]
    [InlineData("{'keyed':[{'name':'a','inner':{'z':1}}]}", ".keyed[name=\"a\"].inner.z: field not declared in schema")]
    public void SchemaErrors_Misfit_IsNamedAsUpstreamDoes(string value, string error)
    {
        Assert.Equal([error], SchemaErrors.Of(Json.Map(value), Type));
    }

    [Fact]
    public void SchemaErrors_Fit_IsEmpty()
    {
        Assert.Empty(SchemaErrors.Of(Json.Map("{'s':null,'any':[{'x':1}],'ports':[{'port':80},{'port':80,'protocol':'UDP'}],'n':1.5}"), Type));
    }

    private static JsonMap OfSet(string letters) => new() { ["set"] = new JsonList(letters.Select(letter => (object?)letter.ToString())) };
}
