namespace Kube.ApiServer.Storage.Encryption;

/// <summary>A stored value cannot be turned back into what it was.</summary>
internal sealed class TransformException(string message, Exception? inner = null) : Exception(message, inner)
{
    public static TransformException TooShort() => new("the stored data was shorter than the required size");
}
