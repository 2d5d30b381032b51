using Kube.OpenApi.Generator.Facts;
using Kube.OpenApi.Generator.Models;

namespace Kube.OpenApi.Generator.Catalog;

/// <summary>Joins fact tables and models into the graph of types.</summary>
internal sealed class CatalogBuilder
{
    private readonly Dictionary<string, TypeNode> _definitions;
    private readonly Dictionary<string, TypeNode> _anonymous = [];
    private readonly List<TypeNode> _types;
    private readonly TypeExpressions _expressions;

    private CatalogBuilder(FactTables facts, ModelPackage package)
    {
        _types = [.. facts.Types.Select(fact => Define(fact, package))];
        _definitions = _types.ToDictionary(type => type.Definition);
        _expressions = new(facts.Types.Where(fact => fact.Model.Length > 0).ToDictionary(fact => fact.Model, fact => fact.Definition));
    }

    public static CatalogModel Build(FactTables facts, ModelPackage package)
    {
        var builder = new CatalogBuilder(facts, package);
        foreach (var type in builder._definitions.Values)
        {
            foreach (var fact in facts.Fields[type.Definition]) type.Fields.Add(new(fact, builder.TypeOf(type, fact)));
        }
        var kinds = facts.Types.SelectMany(fact => Kinds(fact, builder._definitions[fact.Definition])).ToList();
        return new(builder._types, kinds);
    }

    private static TypeNode Define(TypeFact fact, ModelPackage package) => new(fact.Value.Length > 0 ? fact.Value : "struct")
    {
        Definition = fact.Definition,
        Atomic = fact.MapType == "atomic",
        Union = fact.Union,
        Operation = fact.Operation,
        Model = fact.Model.Length == 0
            ? null
            : package.Find(fact.Model) ?? throw new FactException($"{fact.Definition}: the package has no model {fact.Model}"),
        DescribedBy = fact.DescribedBy.Length > 0 ? fact.DescribedBy : null,
    };

    private static IEnumerable<KindNode> Kinds(TypeFact fact, TypeNode type)
    {
        var servedAs = fact.ServedAs.Length > 0 ? fact.ServedAs : type.Model?.GroupVersion ?? "";
        foreach (var groupVersion in servedAs.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var slash = groupVersion.IndexOf('/');
            yield return new(slash < 0 ? "" : groupVersion[..slash], groupVersion[(slash + 1)..], fact.Name, type);
        }
    }

    private TypeNode TypeOf(TypeNode owner, FieldFact fact)
    {
        var expression = fact.As;
        if (expression.Length == 0)
        {
            var property = owner.Model?.Properties.GetValueOrDefault(fact.Name)
                ?? throw new FactException($"{owner.Definition}.{fact.Name}: neither the model nor the table says its type");
            expression = _expressions.Of(property.Type);
        }
        return Resolve(expression, fact);
    }

    /// <summary>The type an expression names; <paramref name="fact"/> adds the merge rules of the field that holds it.</summary>
    private TypeNode Resolve(string expression, FieldFact? fact)
    {
        var key = $"{expression} {fact?.Merge}:{fact?.MergeKeys} {fact?.PatchStrategy}:{fact?.PatchMergeKey}";
        if (_anonymous.TryGetValue(key, out var made)) return made;
        if (_definitions.TryGetValue(expression, out var definition))
        {
            var plain = fact is null or { Merge: "", PatchStrategy: "" };
            return plain ? definition : Add(key, WithRules(definition with { Base = definition }, fact!));
        }
        TypeNode type = expression.Split(':', 2) switch
        {
            ["list", var element] => new("list") { Element = Resolve(element, null) },
            ["map", var element] => new("map") { Element = Resolve(element, null) },
            ["int32" or "int64"] => new("integer") { Format = expression },
            ["double"] => new("number") { Format = expression },
            ["bytes"] => new("bytes") { Format = "byte" },
            ["string" or "bool" or "any"] => new(expression),
            _ => throw new FactException($"unknown type {expression}"),
        };
        return Add(key, fact is null ? type : WithRules(type, fact));
    }

    private static TypeNode WithRules(TypeNode type, FieldFact fact) => type with
    {
        ListType = IsList(type) ? fact.Merge : "",
        ListMapKeys = fact.MergeKeys.Split(',', StringSplitOptions.RemoveEmptyEntries),
        Atomic = !IsList(type) && (fact.Merge.Length > 0 ? fact.Merge == "atomic" : type.Atomic),
        Granular = fact.Merge == "granular",
        PatchStrategy = fact.PatchStrategy,
        PatchMergeKey = fact.PatchMergeKey,
    };

    /// <summary>In Go, bytes are a list too.</summary>
    private static bool IsList(TypeNode type) => type.Value is "list" or "bytes";

    private TypeNode Add(string key, TypeNode type)
    {
        _anonymous.Add(key, type);
        _types.Add(type);
        return type;
    }
}
