using Kube.ApiServer.Audit.Events;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authorization;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Negotiation;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;
using Kube.ApiServer.Registry;
using Kube.ApiServer.Streaming;

namespace Kube.ApiServer.Verbs;

/// <summary>A request for a served resource, as far as path, user and Accept tell.</summary>
internal sealed record RequestScope(HttpContext Http, RequestInfo Info, Resource Resource, Subresource? Subresource, UserInfo User, ResourceRegistry Registry)
{
    public Representation Representation { get; init; } = Representation.Json;

    public required RequestAuthorizer Access { get; init; }

    public required KubeletConnector Kubelets { get; init; }

    public CancellationToken Cancellation => Http.RequestAborted;

    public IQueryCollection Query => Http.Request.Query;

    public string Namespace => Resource.Namespaced ? Info.Namespace : "";

    public WriteRequest Write(WriteOptions options, string? name = null) =>
        new(Resource, Subresource as ObjectSubresource, Namespace, name ?? Info.Name, User, options)
        {
            OwnershipSubresource = Info.Subresource,
            Warn = texts => Warnings.Add(Http, texts),
            Annotate = AuditedRequest.Of(Http) is { } audited ? audited.Annotate : null,
            ConfirmCreate = () => RequireAsync("create"),
        };

    /// <summary>Asks for the right to what a request of another verb turns out to do: an update that creates, a GET that opens a session.</summary>
    /// <exception cref="StatusException">403 without it.</exception>
    public async ValueTask RequireAsync(string verb)
    {
        if (Info.Verb == verb) return;
        var decision = await Access.DecideAsync(User, Info with { Verb = verb }, Cancellation);
        if (!decision.Allowed) throw StatusException.Forbidden(Info.GroupResource, Info.Name, decision.Reason);
    }
}
