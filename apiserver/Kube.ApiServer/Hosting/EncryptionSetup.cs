using Kube.ApiServer.Kinds;
using Kube.ApiServer.Storage;
using Kube.ApiServer.Storage.Encryption;
using Kube.ApiServer.Storage.Encryption.Configuration;
using Kube.Machinery.Certificates;

namespace Kube.ApiServer.Hosting;

/// <summary>Brings the encryption the operator wants together with where each resource's objects lie.</summary>
internal static class EncryptionSetup
{
    /// <returns>Those in force: with <c>--encryption-provider-config-automatic-reload</c> of the file as it last made sense. Null for no encryption.</returns>
    /// <exception cref="FormatException">What is wrong with the file.</exception>
    public static Func<ResourceTransformers>? Load(ApiServerOptions options, TimeProvider time)
    {
        if (options.EncryptionProviderConfig is not { } file) return null;
        var transformers = Read(file);
        if (!options.EncryptionProviderConfigReload) return () => transformers;
        var watched = new WatchedFiles<ResourceTransformers>([file], () => Reread(file), time);
        return () => watched.Current;
    }

    private static ResourceTransformers Read(string file) => new(
        TransformerFactory.Create(EncryptionConfigurationFile.Read(file)),
        BuiltInResources.All.Where(resource => resource is { IsStored: true, StoredAs: null })
            .ToDictionary(resource => StoreKey.Prefix(resource.StoragePrefix), resource => resource.GroupResource, StringComparer.Ordinal));

    private static ResourceTransformers Reread(string file)
    {
        try
        {
            return Read(file);
        }
        catch (FormatException wrong)
        {
            // What was in force before goes on until the file is right again.
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }
}
