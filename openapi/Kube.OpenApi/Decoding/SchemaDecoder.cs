using System.Text.Json;
using Kube.OpenApi.Json;
using Kube.OpenApi.Schemas;

namespace Kube.OpenApi.Decoding;

/// <summary>
/// Decodes a JSON body into a tree as sigs.k8s.io/json decodes it into the Go type: names are case-sensitive, fields the type
/// does not have are dropped, of a duplicate field the last value wins (structs and maps merge), scalars take their canonical
/// form. Zero values are left to <see cref="Normalizer"/>.
/// </summary>
public static class SchemaDecoder
{
    /// <exception cref="JsonSyntaxException">The bytes are no JSON.</exception>
    /// <exception cref="DecodeException">A value does not fit its type, and the type is no custom resource's.</exception>
    public static Decoded Decode(ReadOnlySpan<byte> utf8, TypeSchema type)
    {
        try
        {
            var decoder = new TypedReader(utf8, type);
            return decoder.ReadDocument();
        }
        catch (JsonException)
        {
            throw JsonSyntax.Explain(utf8);
        }
        catch (DecodeException)
        {
            // Upstream checks the whole text first.
            if (JsonSyntax.FindError(utf8) is { } error) throw new JsonSyntaxException(error);
            throw;
        }
    }
}
