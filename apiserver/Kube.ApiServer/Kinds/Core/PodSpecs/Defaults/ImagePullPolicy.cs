namespace Kube.ApiServer.Kinds.Core.PodSpecs.Defaults;

/// <summary>Always for an image that may move (no tag, or latest), IfNotPresent for one named by another tag or a digest.</summary>
internal static class ImagePullPolicy
{
    public static string For(string image) => Tag(image) == "latest" ? "Always" : "IfNotPresent";

    private static string Tag(string image)
    {
        var at = image.IndexOf('@');
        var name = at >= 0 ? image[..at] : image;
        var colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/')) return name[(colon + 1)..];
        return at >= 0 ? "" : "latest";
    }
}
