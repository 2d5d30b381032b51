using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching;

/// <summary>Reads the JSON of a patch, for which there is no schema.</summary>
internal static class PatchBody
{
    /// <summary><paramref name="prefix"/> goes before what is wrong with the JSON.</summary>
    /// <exception cref="StatusException">400 when the body is no JSON.</exception>
    public static object? Read(ReadOnlySpan<byte> body, string prefix = "")
    {
        try
        {
            return JsonReader.Read(body);
        }
        catch (JsonSyntaxException wrong)
        {
            throw StatusException.BadRequest(prefix + wrong.Message);
        }
    }

    /// <summary>What Go's decoder calls a value it did not expect.</summary>
    public static string KindOf(object? value) => value switch
    {
        JsonMap => "object",
        JsonList => "array",
        string => "string",
        bool => "bool",
        null => "null",
        _ => "number",
    };
}
