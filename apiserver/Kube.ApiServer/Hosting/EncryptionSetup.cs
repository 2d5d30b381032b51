using Kube.ApiServer.Kinds;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Encryption;
using Kube.ApiServer.Storage.Encryption.Configuration;

namespace Kube.ApiServer.Hosting;

/// <summary>Brings the encryption the operator wants together with where each resource's objects lie.</summary>
internal static class EncryptionSetup
{
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static ResourceTransformers Load(string file) => new(
        TransformerFactory.Create(EncryptionConfigurationFile.Read(file)),
        BuiltInResources.All.Where(resource => resource is { IsStored: true, StoredAs: null })
            .ToDictionary(resource => StoreKey.Prefix(resource.StoragePrefix), resource => resource.GroupResource, StringComparer.Ordinal));
}
