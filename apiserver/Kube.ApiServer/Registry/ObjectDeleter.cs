using Kube.ApiServer.Admission;
using Kube.ApiServer.Caching;
using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Options;
using Kube.OpenApi.Json;
using Kube.OpenApi.Scalars;

namespace Kube.ApiServer.Registry;

/// <summary>
/// Deletes objects: at once, after a grace period, or when the last finalizer is gone. apiserver's <c>rest.BeforeDelete</c> and
/// <c>registry.Store.Delete</c>.
/// </summary>
internal sealed class ObjectDeleter(ObjectWriter writer)
{
    private const string OrphanFinalizer = "orphan";
    private const string ForegroundFinalizer = "foregroundDeletion";

    public async ValueTask<DeletionResult> DeleteAsync(WriteRequest request, DeleteOptions options, CancellationToken cancellation)
    {
        var resource = request.Resource;
        var admitted = false;
        while (true)
        {
            var current = VersionView.OfAny(resource, (await writer.Cache(resource).LatestAsync(cancellation)).Get(request.Namespace, request.Name))
                ?? throw StatusException.NotFound(resource.GroupResource, request.Name);
            var old = ObjectCodec.Decode(current.Json, resource.Type);
            if (!admitted)
            {
                var admission = writer.Admit(request, Operation.Delete, null, old);
                await writer.Admission.MutateAsync(admission, cancellation);
                await writer.Admission.ValidateAsync(admission, cancellation);
                admitted = true;
            }
            CheckPreconditions(request, options, current, old.Map("metadata")!);
            if (await TryAsync(request, options, current, old, cancellation) is { } result) return result;
        }
    }

    private async ValueTask<DeletionResult?> TryAsync(WriteRequest request, DeleteOptions options, CachedObject current, JsonMap old, CancellationToken cancellation)
    {
        var obj = old.DeepClone();
        var metadata = obj.Map("metadata")!;
        var uid = metadata.String("uid") ?? "";
        var finalizersChanged = SetFinalizers(metadata, options);
        var wasGraceful = metadata.Long("deletionGracePeriodSeconds");
        var alreadyDeleting = metadata["deletionTimestamp"] is not null;
        var grace = request.Resource.Strategy.GracePeriodSeconds(obj, options.GracePeriodSeconds);
        var held = metadata.List("finalizers") is { Count: > 0 } || request.Resource.Strategy.HoldsDeleted(obj);

        if (alreadyDeleting)
        {
            // Only a shorter grace period says anything new.
            var seconds = grace ?? 0;
            if (wasGraceful is > 0 && seconds >= wasGraceful && !finalizersChanged) return new DeletionResult(current.Json, uid, Gone: false);
            if (wasGraceful is > 0 && seconds < wasGraceful) Mark(metadata, seconds);
        }
        else if (held || grace is > 0) Mark(metadata, grace ?? 0);

        var waits = held || metadata.Long("deletionGracePeriodSeconds") is > 0;
        if (!waits)
        {
            if (grace is not null) Mark(metadata, 0);
            if (!await writer.RemoveAsync(request, current, cancellation)) return null;
            metadata["resourceVersion"] = old.Map("metadata")!["resourceVersion"];
            return new DeletionResult(ObjectCodec.EncodeWhole(obj, request.Resource.Type), uid, Gone: true);
        }
        request.Resource.Strategy.MarkDeleted(obj);
        if (request.Resource.Strategy.TracksGeneration && !alreadyDeleting && metadata.Long("generation") is { } generation) metadata["generation"] = generation + 1;
        if (JsonValues.DeepEquals(obj, old)) return new DeletionResult(current.Json, uid, Gone: false);
        return await writer.ReplaceAsync(request, current, obj, cancellation) is { } replaced ? new DeletionResult(replaced.Json, uid, Gone: false) : null;
    }

    private void Mark(JsonMap metadata, long seconds)
    {
        metadata["deletionTimestamp"] = TimeText.Format(writer.Time.GetUtcNow().AddSeconds(seconds));
        metadata["deletionGracePeriodSeconds"] = seconds;
    }

    /// <summary>The finalizers the propagation policy asks for; whether that changed anything.</summary>
    private static bool SetFinalizers(JsonMap metadata, DeleteOptions options)
    {
        var before = metadata.List("finalizers")?.OfType<string>().ToList() ?? [];
        var orphan = options.PropagationPolicy is { } policy ? policy == "Orphan" : options.OrphanDependents ?? before.Contains(OrphanFinalizer);
        var foreground = options.PropagationPolicy is { } given ? given == "Foreground" : options.OrphanDependents is null && before.Contains(ForegroundFinalizer);
        var after = before.Where(finalizer => finalizer is not (OrphanFinalizer or ForegroundFinalizer)).ToList();
        if (orphan) after.Add(OrphanFinalizer);
        if (foreground) after.Add(ForegroundFinalizer);
        if (after.SequenceEqual(before)) return false;
        if (after.Count == 0) metadata.Remove("finalizers");
        else metadata["finalizers"] = new JsonList(after);
        return true;
    }

    private static void CheckPreconditions(WriteRequest request, DeleteOptions options, CachedObject current, JsonMap metadata)
    {
        var resource = request.Resource;
        var uid = metadata.String("uid");
        // Upstream names the kind here, not the resource.
        var named = new GroupResource(resource.Group, resource.Kind);
        if (options.PreconditionUid is { } wantedUid && wantedUid != uid)
        {
            throw StatusException.Conflict(named, request.Name,
                $"the UID in the precondition ({wantedUid}) does not match the UID in record ({uid}). The object might have been deleted and then recreated");
        }
        if (options.PreconditionResourceVersion is { } wanted && wanted != current.Revision.ToString())
        {
            throw StatusException.Conflict(named, request.Name,
                $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({current.Revision}). The object might have been modified");
        }
    }
}
