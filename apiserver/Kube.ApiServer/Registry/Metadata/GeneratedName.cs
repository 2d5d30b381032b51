using System.Security.Cryptography;

namespace Kube.ApiServer.Registry.Metadata;

/// <summary>Names from a generateName prefix: apiserver's <c>storage/names</c>.</summary>
internal static class GeneratedName
{
    private const int MaxLength = 63;
    private const int RandomLength = 5;

    /// <summary>No vowels, so that no words come out, and no look-alikes: apimachinery's <c>util/rand</c>.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string From(string prefix)
    {
        var room = MaxLength - RandomLength;
        return (prefix.Length > room ? prefix[..room] : prefix) + RandomNumberGenerator.GetString(Alphabet, RandomLength);
    }
}
