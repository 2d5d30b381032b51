using Kube.ApiServer.Authentication;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Kinds;
using Kube.ApiServer.Registry;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission;

/// <summary>What is about to be written: upstream's <c>admission.Attributes</c>.</summary>
internal sealed record AdmissionRequest
{
    public required Operation Operation { get; init; }

    public required Resource Resource { get; init; }

    /// <summary>"" for the main resource.</summary>
    public required string Subresource { get; init; }

    public required string Namespace { get; init; }

    /// <summary>"" while a name is still to be generated.</summary>
    public required string Name { get; init; }

    /// <summary>The new state, which mutating steps change in place; null for a deletion.</summary>
    public JsonMap? Object { get; init; }

    public JsonMap? OldObject { get; init; }

    public required UserInfo User { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Takes what the client should be told though the request is admitted.</summary>
    public Action<IEnumerable<string>> Warn { get; init; } = static _ => { };

    /// <summary>Takes, as key and value, what the request's audit event should tell besides; null where none is made.</summary>
    public Action<string, string>? Annotate { get; init; }

    /// <summary>For looking things up; a step must not write through it what the request itself writes.</summary>
    public required ResourceRegistry Registry { get; init; }

    /// <summary>The objects of a resource, with all that was acknowledged before this request came.</summary>
    public CacheSnapshot Snapshot(Resource resource) => Registry.Cache(resource).Current;

    /// <summary>One of them; null when there is none.</summary>
    public CachedObject? Known(Resource resource, string @namespace, string name) => VersionView.OfAny(resource, Snapshot(resource).Get(@namespace, name));

    /// <summary>The object itself is written, not a subresource of it.</summary>
    public bool IsMain => Subresource.Length == 0;

    /// <summary>The refusal upstream's <c>admission.NewForbidden</c> makes: it names what has no name yet by its prefix.</summary>
    public StatusException Forbidden(string why)
    {
        var name = Name;
        if (name.Length == 0) name = Object?.Map("metadata")?.String("generateName") is { Length: > 0 } prefix ? prefix : "Unknown";
        return StatusException.Forbidden(Resource.GroupResource, name, why);
    }
}
