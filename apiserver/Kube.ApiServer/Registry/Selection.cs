using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.Machinery.Selectors;

namespace Kube.ApiServer.Registry;

/// <summary>A request's selectors made ready for a resource: evaluated on indexed values, never on decoded objects.</summary>
internal static class Selection
{
    private const string NameField = "metadata.name";
    private const string NamespaceField = "metadata.namespace";

    /// <param name="namespace">"" for all.</param>
    /// <param name="name">A single object's name, or "".</param>
    /// <exception cref="StatusException">400 for a field this resource cannot be selected by.</exception>
    public static WatchScope Of(Resource resource, IReadOnlyList<string> indexed, string @namespace, string name, ListOptions options)
    {
        Check(resource, options.Fields);
        var scope = new WatchScope
        {
            Namespace = @namespace.Length > 0 ? @namespace : options.Fields.RequiredValue(NamespaceField) is { Length: > 0 } selected ? selected : null,
            Name = name.Length > 0 ? name : options.Fields.RequiredValue(NameField) is { Length: > 0 } named ? named : null,
            Field = KeyField(resource, indexed, options.Fields),
        };
        var (labels, fields) = (options.Labels, options.Fields);
        if (labels.IsEmpty && fields.IsEmpty) return scope;
        var positions = fields.Terms.Select(term => Position(indexed, Indexed(resource, term.Field))).ToArray();
        return scope with { Matches = candidate => labels.Matches(new Labels(candidate.Labels)) && FieldsMatch(fields, positions, candidate) };
    }

    private static bool FieldsMatch(FieldSelector selector, int[] positions, CachedObject candidate)
    {
        for (var i = 0; i < positions.Length; i++)
        {
            var value = positions[i] switch
            {
                -1 => candidate.Name,
                -2 => candidate.Namespace,
                var position => candidate.Fields[position],
            };
            if (!selector.Terms[i].Matches(value)) return false;
        }
        return true;
    }

    /// <summary>The name the cache knows a field by: another version's fields are indexed under the stored version's names.</summary>
    private static string Indexed(Resource resource, string field) =>
        resource.StoredAs is null ? field : resource.SelectableFields.FirstOrDefault(selectable => selectable.Name == field)?.Paths.FirstOrDefault() ?? field;

    private static int Position(IReadOnlyList<string> indexed, string field) => field switch
    {
        NameField => -1,
        NamespaceField => -2,
        _ => IndexOf(indexed, field),
    };

    private static int IndexOf(IReadOnlyList<string> indexed, string field)
    {
        for (var i = 0; i < indexed.Count; i++)
        {
            if (indexed[i] == field) return i;
        }
        throw new ArgumentException($"field \"{field}\" is not indexed", nameof(field));
    }

    /// <summary>An equality on an indexed field, by which watchers are found.</summary>
    private static (int Position, string Value)? KeyField(Resource resource, IReadOnlyList<string> indexed, FieldSelector selector)
    {
        foreach (var term in selector.Terms)
        {
            if (!term.Negated && term.Field is not (NameField or NamespaceField)) return (IndexOf(indexed, Indexed(resource, term.Field)), term.Value);
        }
        return null;
    }

    private static void Check(Resource resource, FieldSelector selector)
    {
        foreach (var term in selector.Terms)
        {
            if (term.Field is NameField or NamespaceField || resource.SelectableFields.Any(field => field.Name == term.Field)) continue;
            throw StatusException.BadRequest(resource.SelectableFields.Count > 0
                ? $"field label not supported: {term.Field}"
                : $"\"{term.Field}\" is not a known field selector: only \"{NameField}\", \"{NamespaceField}\"");
        }
    }

    private readonly struct Labels(LabelSet labels) : ILabels
    {
        public bool TryGet(string key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string value) => labels.TryGetValue(key, out value);
    }
}
