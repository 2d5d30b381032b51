using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Patching.FieldOwnership;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;
using Kube.OpenApi.Schemas;

namespace Kube.ApiServer.Kinds.Core.ServiceAccounts;

/// <summary><c>serviceaccounts/{name}/token</c>: issues a token; upstream's <c>registry/core/serviceaccount/storage/token.go</c>.</summary>
internal sealed class TokenSubresource : CreateSubresource
{
    private const long DefaultSeconds = 3600;
    private const long MinSeconds = 600;
    private const long MaxSeconds = 1L << 32;

    private static readonly KindSchema Request = new("authentication.k8s.io", "v1", "TokenRequest", Types.Of("authentication.k8s.io", "v1", "TokenRequest"));

    public override TypeSchema Input => Request.Type;

    public override async ValueTask<JsonMap> CreateAsync(SubresourceRequest request, JsonMap body, CancellationToken cancellation)
    {
        var issuer = request.Registry.Tokens ?? throw StatusException.ServiceUnavailable("service account tokens are not issued: --service-account-signing-key-file is not set");
        var account = await request.Registry.FindAsync(request.Resource, request.Namespace, request.Name, cancellation)
            ?? throw StatusException.NotFound(request.Resource.GroupResource, request.Name);
        CheckMetadata(request, body.Metadata());
        var spec = body.GetOrAddMap("spec");
        spec.Default("expirationSeconds", DefaultSeconds);
        new FieldManager(Request, request.Registry.Time) { Subresource = Name }.Update(null, body, request.Write.Options.FieldManager);
        ObjectCodec.Normalize(body, Input);
        if (spec.List("audiences") is not { Count: > 0 }) spec["audiences"] = new JsonList(issuer.DefaultAudiences);
        Validate(spec);
        if (issuer.MaxExpiration > TimeSpan.Zero && spec.Long("expirationSeconds") is { } wanted && wanted > issuer.MaxExpiration.TotalSeconds)
        {
            var granted = (long)issuer.MaxExpiration.TotalSeconds;
            request.Write.Warn([$"requested expiration of {wanted} seconds shortened to {granted} seconds"]);
            spec["expirationSeconds"] = granted;
        }

        var bound = await BoundAsync(request, spec.Map("boundObjectRef"), cancellation);
        var subject = new TokenSubject(request.Namespace, request.Name, account.Map("metadata")!.String("uid")!, bound);
        var seconds = spec.Long("expirationSeconds")!.Value;
        var token = issuer.Issue(subject, [.. spec.List("audiences")!.OfType<string>()], TimeSpan.FromSeconds(seconds));
        request.Write.Annotate?.Invoke("authentication.kubernetes.io/issued-credential-id", $"JTI={token.Id}");

        var metadata = body.GetOrAddMap("metadata");
        metadata["name"] = request.Name;
        metadata["namespace"] = request.Namespace;
        metadata["uid"] = Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = TimeText.Format(request.Context.Now);
        body["status"] = new JsonMap { ["token"] = token.Token, ["expirationTimestamp"] = TimeText.Format(token.Expires) };
        return body;
    }

    private static void CheckMetadata(SubresourceRequest request, JsonMap metadata)
    {
        var errors = new FieldErrors();
        var at = FieldPath.Of("metadata");
        if (metadata.Text("name") is { Length: > 0 } name && name != request.Name) errors.Invalid(at.Child("name"), name, "must match the service account name if specified");
        if (metadata.Text("namespace") is { Length: > 0 } space && space != request.Namespace) errors.Invalid(at.Child("namespace"), space, "must match the service account namespace if specified");
        errors.ThrowIfAny(new GroupKind("authentication.k8s.io", "TokenRequest"), request.Name);
    }

    private static void Validate(JsonMap spec)
    {
        var errors = new FieldErrors();
        var path = FieldPath.Of("spec").Child("expirationSeconds");
        var seconds = spec.Long("expirationSeconds") ?? 0;
        if (seconds < MinSeconds) errors.Invalid(path, seconds, "may not specify a duration less than 10 minutes");
        if (seconds > MaxSeconds) errors.Invalid(path, seconds, "may not specify a duration larger than 2^32 seconds");
        errors.ThrowIfAny(new GroupKind("authentication.k8s.io", "TokenRequest"), "");
    }

    /// <exception cref="StatusException">404 or 409 when what the token shall be bound to is not that object.</exception>
    private static async ValueTask<Dictionary<string, BoundObject>> BoundAsync(SubresourceRequest request, JsonMap? reference, CancellationToken cancellation)
    {
        var bound = new Dictionary<string, BoundObject>();
        if (reference is null) return bound;
        var (apiVersion, kind) = (reference.String("apiVersion"), reference.String("kind"));
        var resource = (apiVersion, kind) switch
        {
            ("v1", "Pod") => BuiltInResources.Named("", "pods"),
            ("v1", "Secret") => BuiltInResources.Named("", "secrets"),
            ("v1", "Node") => BuiltInResources.Named("", "nodes"),
            _ => throw StatusException.BadRequest($"cannot bind token to object of type {apiVersion}, Kind={kind}"),
        };
        var name = reference.String("name") ?? "";
        var found = await request.Registry.FindAsync(resource, resource.Namespaced ? request.Namespace : "", name, cancellation)
            ?? throw StatusException.NotFound(resource.GroupResource, name);
        if (kind == "Pod" && found.Spec().Text("serviceAccountName") is var runsAs && runsAs != request.Name)
            throw StatusException.BadRequest($"cannot bind token for serviceaccount \"{request.Name}\" to pod running with different serviceaccount name.");
        var uid = found.Map("metadata")!.String("uid")!;
        if (reference.String("uid") is { Length: > 0 } asked && asked != uid)
        {
            throw StatusException.Conflict(new GroupResource("", kind!), name, $"the UID in the bound object reference ({asked}) does not match the UID in record. The object might have been deleted and then recreated");
        }
        bound[kind!.ToLowerInvariant()] = new BoundObject(name, uid);
        if (kind == "Pod" && found.Map("spec")?.String("nodeName") is { Length: > 0 } node
            && await request.Registry.FindAsync(BuiltInResources.Named("", "nodes"), "", node, cancellation) is { } host)
        {
            bound["node"] = new BoundObject(node, host.Map("metadata")!.String("uid")!);
        }
        return bound;
    }
}
