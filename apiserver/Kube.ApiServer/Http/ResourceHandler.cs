using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Discovery;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Http.Responses;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Streaming;
using Kube.ApiServer.Verbs;

namespace Kube.ApiServer.Http;

/// <summary>Finds the resource a path names and hands the request to its verb.</summary>
internal sealed class ResourceHandler(ResourceCatalog catalog, ResourceRegistry registry, IAuthorizer authorizer, RequestAuthorizer access, AuthenticatorChain authenticators, KubeletConnector kubelets)
{
    public async Task HandleAsync(HttpContext http, RequestInfo info, UserInfo user)
    {
        var resource = catalog.Find(info.Group, info.Version, info.Resource) ?? throw StatusException.UnknownPath();
        var subresource = info.Subresource.Length == 0 ? null : resource.Subresource(info.Subresource) ?? throw StatusException.UnknownPath();
        CheckScope(resource, info);
        // Upstream routes HEAD to proxied backends alone.
        if (HttpMethods.IsHead(http.Request.Method) && subresource is not ProxySubresource) throw StatusException.MethodNotAllowed();
        var scope = new RequestScope(http, info, resource, subresource, user, registry) { Access = access, Kubelets = kubelets };
        if (subresource is ConnectSubresource connect)
        {
            await connect.ConnectAsync(scope);
            return;
        }
        scope = scope with { Representation = Representation.Negotiate(http.Request) };
        if (!Allowed(resource, subresource, info)) throw StatusException.MethodNotAllowed();
        if (resource.Deprecation is { } deprecation)
        {
            Warnings.Add(http, [deprecation]);
            AuditedRequest.Of(http)?.Annotate("k8s.io/deprecated", "true");
        }
        try
        {
            await DispatchAsync(scope);
        }
        catch (TooLargeResourceVersionException future)
        {
            throw StatusException.Timeout(future.Message, TooLargeResourceVersionException.RetryAfterSeconds, new StatusCause("ResourceVersionTooLarge", "Too large resource version"));
        }
    }

    private Task DispatchAsync(RequestScope scope) => (scope.Subresource, scope.Info.Verb) switch
    {
        (CreateSubresource create, _) => SubresourceCreateVerb.HandleAsync(scope, create),
        (ScaleSubresource, _) => ScaleVerbs.HandleAsync(scope),
        (null, "create") when scope.Resource.Review is { } review => ReviewAsync(scope, review),
        (null, "create") => CreateVerb.HandleAsync(scope),
        (null, "get") when scope.Resource.Computed is { } computed => ComputedVerbs.GetAsync(scope, computed),
        (null, "list") when scope.Resource.Computed is { } computed => ComputedVerbs.ListAsync(scope, computed),
        (_, "get") => GetVerb.HandleAsync(scope),
        (null, "list") => ListVerb.HandleAsync(scope),
        (null, "watch") => WatchVerb.HandleAsync(scope),
        (_, "update") => UpdateVerb.HandleAsync(scope),
        (_, "patch") => PatchVerb.HandleAsync(scope),
        (null, "delete") => DeleteVerb.HandleAsync(scope),
        (null, "deletecollection") => DeleteCollectionVerb.HandleAsync(scope),
        _ => throw StatusException.MethodNotAllowed(),
    };

    private async Task ReviewAsync(RequestScope scope, Review review)
    {
        var options = WriteOptions.Parse(scope.Http.Request, "CreateOptions");
        var resource = scope.Resource;
        var question = await ObjectBody.ReadAsync(scope.Http, resource.Group, resource.Version, resource.Kind, resource.Type, options.FieldValidation);
        var context = new ReviewContext(scope.User, scope.Namespace, authorizer, authenticators, registry.Time) { Http = scope.Http, Write = scope.Write(options, ""), Registry = registry };
        await ResponseWriter.WriteAsync(scope.Http, 201, await review.AnswerAsync(question, context, scope.Cancellation), scope.Representation);
    }

    private static bool Allowed(Resource resource, Subresource? subresource, RequestInfo info)
    {
        // A POST to a name is no create of a resource, and what is to be changed must be named.
        var named = info.Name.Length > 0;
        if (info.Verb == "create" ? named && subresource is null : !named && info.Verb is ("update" or "patch")) return false;
        var verb = Enum.TryParse<Verb>(info.Verb, ignoreCase: true, out var parsed) ? parsed : Verb.None;
        return verb != Verb.None && (subresource?.Verbs ?? resource.Verbs).HasFlag(verb);
    }

    private static void CheckScope(Resource resource, RequestInfo info)
    {
        if (resource.Namespaced)
        {
            // Without a namespace only all objects together can be meant.
            if (info.Namespace.Length > 0 || (info.Name.Length == 0 && info.Verb is "list" or "watch")) return;
            throw info.Name.Length > 0 ? StatusException.UnknownPath() : StatusException.MethodNotAllowed();
        }
        var inNamespace = info.Namespace.Length > 0 && !(resource.Group.Length == 0 && resource.Plural == "namespaces");
        if (inNamespace) throw StatusException.UnknownPath();
    }
}
