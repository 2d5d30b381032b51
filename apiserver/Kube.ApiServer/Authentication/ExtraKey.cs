namespace Kube.ApiServer.Authentication;

/// <summary>The key of a user's extra as a header's name tells it: in lower case, and escaped like a path where a header may not hold it.</summary>
internal static class ExtraKey
{
    public static string Of(string suffix) => Uri.UnescapeDataString(suffix.ToLowerInvariant());
}
