using Kube.ApiServer.Admission;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Health;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Core.Namespaces;
using Kube.ApiServer.Kinds.Core.Services.Addresses;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Registry;

/// <summary>
/// Reads and writes objects of any served resource: what the verbs, subresources and admission stand on. Every write goes
/// through defaulting, field ownership, admission, preparation, validation and one optimistic commit.
/// </summary>
internal sealed class ResourceRegistry
{
    private const string OwnManager = "kube-apiserver";

    private readonly ResourceCaches _caches;
    private readonly ObjectWriter _writer;

    public ResourceRegistry(IObjectStore store, ResourceCaches caches, AdmissionChain admission, TimeProvider time)
    {
        _caches = caches;
        Time = time;
        Ownership = new Ownership(time, caches);
        var writer = new ObjectWriter(store, caches, admission, this);
        Creator = new ObjectCreator(writer);
        _writer = writer;
        Updater = new ObjectUpdater(writer, Creator);
        Deleter = new ObjectDeleter(writer);
    }

    public TimeProvider Time { get; }

    public Ownership Ownership { get; }

    /// <summary>Gives services their addresses; null when no services are served.</summary>
    public ServiceAddresses? ServiceAddresses { get; init; }

    /// <summary>Issues service account tokens; null when the server has no key to sign with.</summary>
    public TokenIssuer? Tokens { get; init; }

    /// <summary>Asks the etcd objects are kept in; null when they are kept in the embedded store.</summary>
    public EtcdProbe? Etcd { get; init; }

    public ObjectCreator Creator { get; }

    public ObjectUpdater Updater { get; }

    public ObjectDeleter Deleter { get; }

    /// <summary>Lets admission see, and change, what is posted to a subresource that stores no object of its own.</summary>
    public async ValueTask AdmitAsync(WriteRequest request, JsonMap body, CancellationToken cancellation)
    {
        var admission = _writer.Admit(request, Operation.Create, body, null);
        await _writer.Admission.MutateAsync(admission, cancellation);
        await _writer.Admission.ValidateAsync(admission, cancellation);
    }

    public WatchCache Cache(Resource resource) => _caches.For(resource);

    /// <summary>Completes when every cache shows all that was acknowledged before the call.</summary>
    public async ValueTask CatchUpAsync(CancellationToken cancellation) => await Cache(NamespaceKind.Resource).LatestAsync(cancellation);

    /// <summary>The newest state of an object; null when there is none.</summary>
    public async ValueTask<CachedObject?> LookUpAsync(Resource resource, string @namespace, string name, CancellationToken cancellation) =>
        VersionView.OfAny(resource, (await Cache(resource).LatestAsync(cancellation)).Get(@namespace, name));

    /// <exception cref="StatusException">404 when there is none.</exception>
    public async ValueTask<CachedObject> GetAsync(Resource resource, string @namespace, string name, CancellationToken cancellation) =>
        await LookUpAsync(resource, @namespace, name, cancellation) ?? throw StatusException.NotFound(resource.GroupResource, name);

    /// <summary>The newest state of an object, decoded; null when there is none. The caller may change it.</summary>
    public async ValueTask<JsonMap?> FindAsync(Resource resource, string @namespace, string name, CancellationToken cancellation) =>
        await LookUpAsync(resource, @namespace, name, cancellation) is { } found ? ObjectCodec.Decode(found.Json, resource.Type) : null;

    /// <summary>Creates an object in the server's own name.</summary>
    public ValueTask<ObjectResult> CreateAsync(Resource resource, string @namespace, JsonMap obj, CancellationToken cancellation) =>
        Creator.CreateAsync(Own(resource, @namespace, ""), obj, cancellation);

    /// <summary>Changes an object in the server's own name, again as long as others change it meanwhile.</summary>
    public ValueTask<ObjectResult> ChangeAsync(Resource resource, string @namespace, string name, Action<JsonMap> change, CancellationToken cancellation) =>
        Updater.UpdateAsync(Own(resource, @namespace, name), current =>
        {
            change(current!);
            return new ValueTask<JsonMap>(current!);
        }, cancellation);

    /// <summary>The same through the status subresource.</summary>
    public ValueTask<ObjectResult> ChangeStatusAsync(Resource resource, string @namespace, string name, Action<JsonMap> change, CancellationToken cancellation) =>
        Updater.UpdateAsync(Own(resource, @namespace, name) with { Subresource = resource.Subresource("status") as ObjectSubresource, OwnershipSubresource = "status" }, current =>
        {
            change(current!);
            return new ValueTask<JsonMap>(current!);
        }, cancellation);

    /// <summary>Deletes an object in the server's own name.</summary>
    public ValueTask<DeletionResult> DeleteAsync(Resource resource, string @namespace, string name, DeleteOptions options, CancellationToken cancellation) =>
        Deleter.DeleteAsync(Own(resource, @namespace, name), options, cancellation);

    /// <summary>Notes the server itself as the owner of all fields of an object it makes.</summary>
    public void Own(JsonMap obj, Resource resource) => Ownership.For(Own(resource, "", "")).Update(null, obj, OwnManager);

    private static WriteRequest Own(Resource resource, string @namespace, string name) =>
        new(resource, null, @namespace, name, UserInfo.Server, new WriteOptions { FieldManager = OwnManager, FieldValidation = FieldValidation.Ignore });
}
