using System.Text;
using Kube.ApiServer.Errors;
using Kube.OpenApi.Decoding;

namespace Kube.ApiServer.Http.Body;

/// <summary>Compares what a body says it is with what the path takes; a body that says nothing is taken as that.</summary>
internal static class BodyKind
{
    /// <exception cref="StatusException">400, worded as apimachinery's codec factory and scheme word it.</exception>
    public static void Check(ReadOnlySpan<byte> json, string group, string version, string kind)
    {
        Check(Peek(json, kind), group, version, kind);
    }

    /// <exception cref="StatusException">400 when it says it is something else.</exception>
    public static void Check(TypeMeta said, string group, string version, string kind)
    {
        var (apiVersion, bodyKind) = said;
        var expected = group.Length == 0 ? version : $"{group}/{version}";
        if (apiVersion.Length == 0) apiVersion = expected;
        if (bodyKind.Length == 0) bodyKind = kind;
        if (apiVersion == expected && bodyKind == kind) return;
        var bodyVersion = apiVersion[(apiVersion.LastIndexOf('/') + 1)..];
        var isKnown = Kinds.Types.Exists(apiVersion, bodyKind);
        var why = isKnown
            ? $"converting ({GoType(apiVersion, bodyKind)}) to ({InternalType(group, kind)}): unknown conversion"
            : $"no kind \"{bodyKind}\" is registered for version \"{apiVersion}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"";
        throw StatusException.BadRequest($"{bodyKind} in version \"{bodyVersion}\" cannot be handled as a {kind}: {why}");
    }

    /// <summary>What a decoded body says it is; null where that is not certain, and only <see cref="Check(ReadOnlySpan{byte}, string, string, string)"/> can tell.</summary>
    public static TypeMeta? Said(ReadOnlySpan<byte> json, Decoded decoded)
    {
        // Of two values for one field decoding kept one, and of something that is no object it made one.
        if (decoded.StrictErrors.Count > 0 || json[0] != '{') return null;
        var (apiVersion, kind) = (decoded.Object["apiVersion"], decoded.Object["kind"]);
        return apiVersion is null or string && kind is null or string ? new TypeMeta(apiVersion as string ?? "", kind as string ?? "") : null;
    }

    private static string GoType(string apiVersion, string kind) => $"{apiVersion[(apiVersion.LastIndexOf('/') + 1)..]}.{kind}";

    private static string InternalType(string group, string kind) => $"{(group.Length == 0 ? "core" : group.Split('.')[0])}.{kind}";

    private static TypeMeta Peek(ReadOnlySpan<byte> json, string expectedKind)
    {
        try
        {
            return TypeMeta.Read(json);
        }
        catch (DecodeException wrong)
        {
            throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {expectedKind}): {wrong.Message} ({Summarize(json)})");
        }
    }

    private static string Summarize(ReadOnlySpan<byte> data)
    {
        const int Shown = 30;
        if (data.IsEmpty) return "<empty>";
        var head = data[..Math.Min(Shown, data.Length)];
        var text = data[0] == '{' ? Encoding.UTF8.GetString(head) : Convert.ToHexStringLower(head);
        return data.Length > Shown ? text + " ..." : text;
    }
}
