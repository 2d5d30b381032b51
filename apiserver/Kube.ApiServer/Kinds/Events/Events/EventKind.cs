using CoreEvents = Kube.ApiServer.Kinds.Core.Events;

namespace Kube.ApiServer.Kinds.Events.Events;

/// <summary>events.k8s.io/v1: the events of core/v1 under newer names, in one store.</summary>
internal static class EventKind
{
    private static readonly StoredVersion Stored = new(CoreEvents.EventKind.Resource, EventConversion.ToCore, EventConversion.FromCore);

    public static Resource Resource { get; } = new()
    {
        Group = "events.k8s.io",
        Kind = "Event",
        Plural = "events",
        ShortNames = ["ev"],
        Type = Types.Of("events.k8s.io", "v1", "Event"),
        Strategy = new EventStrategy(),
        StoredAs = Stored,
        SelectableFields =
        [
            new("regarding.kind", "", "involvedObject.kind"),
            new("regarding.namespace", "", "involvedObject.namespace"),
            new("regarding.name", "", "involvedObject.name"),
            new("regarding.uid", "", "involvedObject.uid"),
            new("regarding.apiVersion", "", "involvedObject.apiVersion"),
            new("regarding.resourceVersion", "", "involvedObject.resourceVersion"),
            new("regarding.fieldPath", "", "involvedObject.fieldPath"),
            new("reason"),
            new("reportingController", "", "reportingComponent"),
            new("type"),
        ],
        Table = CoreEvents.EventKind.Resource.Table with { Cells = obj => CoreEvents.EventKind.Resource.Table.Cells(EventConversion.ToCore(obj)) },
    };
}
