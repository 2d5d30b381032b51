using System.Globalization;
using System.Text;
using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kube.ApiServer.Http.Body;

/// <summary>
/// YAML as sigs.k8s.io/yaml reads it: YAML 1.1 scalars (<c>yes</c> and <c>on</c> are true), keys made strings, anchors and
/// merge keys resolved. Aliases may not multiply a small text into a large object.
/// </summary>
internal static class YamlReader
{
    private const int MaxNodes = 1_000_000;

    /// <exception cref="StatusException">400 with the parser's message.</exception>
    public static object? Read(ReadOnlyMemory<byte> yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(Encoding.UTF8.GetString(yaml.Span)));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            return new Builder(parser).Node(0);
        }
        catch (YamlException wrong)
        {
            throw StatusException.BadRequest($"error converting YAML to JSON: yaml: line {wrong.Start.Line}: {wrong.Message}");
        }
        catch (InvalidOperationException wrong)
        {
            // YamlDotNet's scanner says so of some texts that are no YAML.
            throw StatusException.BadRequest($"error converting YAML to JSON: yaml: {wrong.Message}");
        }
    }

    private sealed class Builder(Parser parser)
    {
        private const int MaxDepth = 1000;
        private readonly Dictionary<AnchorName, object?> _anchors = [];
        private int _nodes;

        public object? Node(int depth)
        {
            if (depth > MaxDepth) throw new YamlException("exceeded max depth");
            Count(1);
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    parser.MoveNext();
                    if (!_anchors.TryGetValue(alias.Value, out var anchored)) throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value}' referenced");
                    Count(Size(anchored));
                    return JsonValues.DeepClone(anchored);
                case Scalar scalar:
                    parser.MoveNext();
                    return Keep(scalar.Anchor, YamlScalar.Resolve(scalar));
                case SequenceStart start:
                    parser.MoveNext();
                    var list = new JsonList();
                    while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Node(depth + 1));
                    return Keep(start.Anchor, list);
                case MappingStart start:
                    parser.MoveNext();
                    return Keep(start.Anchor, Mapping(depth));
                default:
                    throw new YamlException("did not find expected node content");
            }
        }

        private JsonMap Mapping(int depth)
        {
            var map = new JsonMap();
            JsonMap? merged = null;
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var start = parser.Current!.Start;
                var isMerge = parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
                var key = KeyText(Node(depth + 1));
                var value = Node(depth + 1);
                if (isMerge) Merge(merged ??= new JsonMap(), value);
                else if (map.ContainsKey(key)) throw new YamlException(start, start, $"key \"{key}\" already set in map");
                else map[key] = value;
            }
            foreach (var (key, value) in merged ?? []) map.Default(key, value!);
            return map;
        }

        private static void Merge(JsonMap into, object? value)
        {
            foreach (var source in value as JsonList ?? [value])
            {
                if (source is not JsonMap map) throw new YamlException("map merge requires map or sequence of maps as the value");
                foreach (var (key, field) in map)
                {
                    if (!into.ContainsKey(key)) into[key] = field;
                }
            }
        }

        private static string KeyText(object? key) => key switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            long integer => integer.ToString(CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            null => "null",
            _ => throw new YamlException("unsupported map key"),
        };

        private object? Keep(AnchorName anchor, object? value)
        {
            if (!anchor.IsEmpty) _anchors[anchor] = value;
            return value;
        }

        private void Count(int nodes)
        {
            if ((_nodes += nodes) > MaxNodes) throw new YamlException("document contains excessive aliasing");
        }

        private static int Size(object? value) => value switch
        {
            JsonMap map => 1 + map.Sum(field => Size(field.Value)),
            JsonList list => 1 + list.Sum(Size),
            _ => 1,
        };
    }
}
