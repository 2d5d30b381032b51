namespace Kube.ApiServer.Validation;

/// <summary>How many bytes a base64 text stands for, without decoding it.</summary>
internal static class Base64Size
{
    public static long DecodedBytes(string base64)
    {
        var padding = base64.EndsWith("==", StringComparison.Ordinal) ? 2 : base64.EndsWith('=') ? 1 : 0;
        return (base64.Length / 4 * 3) - padding;
    }
}
