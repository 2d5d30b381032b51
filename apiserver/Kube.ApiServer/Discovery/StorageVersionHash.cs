using System.Security.Cryptography;
using System.Text;
using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Discovery;

/// <summary>apiserver's <c>discovery.StorageVersionHash</c>: clients that see it change know that objects are stored in another version.</summary>
internal static class StorageVersionHash
{
    private const int HashBytes = 8;

    public static string Of(Resource resource)
    {
        resource = resource.Storage;
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Group}/{resource.StorageVersion}/{resource.Kind}")).AsSpan(0, HashBytes));
    }
}
