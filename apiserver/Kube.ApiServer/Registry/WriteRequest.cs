using Kube.ApiServer.Authentication;
using Kube.ApiServer.Http.Options;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Kinds.Subresources;

namespace Kube.ApiServer.Registry;

/// <summary>Who writes what, where and how.</summary>
/// <param name="Name">"" for a create, whose object names itself.</param>
internal sealed record WriteRequest(Resource Resource, ObjectSubresource? Subresource, string Namespace, string Name, UserInfo User, WriteOptions Options)
{
    /// <summary>The subresource that owns what is written, where it is not <see cref="Subresource"/>: "scale".</summary>
    public string OwnershipSubresource { get; init; } = Subresource?.Name ?? "";

    /// <summary>The rules in force: the subresource's or the kind's own.</summary>
    public KindStrategy Strategy => Subresource?.Strategy ?? Resource.Strategy;

    /// <summary>Takes what the client should be told about an object that is accepted all the same.</summary>
    public Action<IEnumerable<string>> Warn { get; init; } = static _ => { };

    /// <summary>Takes, as key and value, what its audit event should tell besides; null where none is made.</summary>
    public Action<string, string>? Annotate { get; init; }

    /// <summary>Called before an object is created, which a user who may update or apply need not have the right to.</summary>
    /// <exception cref="Errors.StatusException">403 without it.</exception>
    public Func<ValueTask> ConfirmCreate { get; init; } = static () => default;

    public string SubresourceName => Subresource?.Name ?? "";
}
