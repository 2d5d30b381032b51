using System.Security.Cryptography;
using System.Text;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Discovery;

/// <summary>apiserver's <c>discovery.StorageVersionHash</c>: changes when objects are stored in another version.</summary>
internal static class StorageVersionHash
{
    private const int HashBytes = 8;

    public static string Of(Resource resource)
    {
        resource = resource.Storage;
        var text = resource.Group.Length == 0 ? $"/{resource.Version}/{resource.Kind}" : $"{resource.Group}/{resource.Version}/{resource.Kind}";
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, HashBytes));
    }
}
