namespace Kube.ApiServer.Kinds.Core.Events;

internal static class EventKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Event",
        Plural = "events",
        ShortNames = ["ev"],
        Type = Types.Of("", "v1", "Event"),
        Strategy = new EventStrategy(),
        SelectableFields =
        [
            new("involvedObject.kind"),
            new("involvedObject.namespace"),
            new("involvedObject.name"),
            new("involvedObject.uid"),
            new("involvedObject.apiVersion"),
            new("involvedObject.resourceVersion"),
            new("involvedObject.fieldPath"),
            new("reason"),
            new("reportingComponent"),
            new("source", "", "source.component", "reportingComponent"),
            new("type"),
        ],
        Table = EventTable.Layout,
    };
}
