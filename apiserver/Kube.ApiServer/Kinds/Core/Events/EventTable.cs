using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Core.Events;

/// <summary>An event's row; the columns that say less are wide.</summary>
internal static class EventTable
{
    private const string Event = "@io.k8s.api.core.v1.Event#";

    public static TableLayout Layout { get; } = new(
        [
            new TableColumn("Last Seen", Description: Event + "lastTimestamp"),
            new TableColumn("Type", Description: Event + "type"),
            new TableColumn("Reason", Description: Event + "reason"),
            new TableColumn("Object", Description: Event + "involvedObject"),
            new TableColumn("Subobject", Priority: 1, Description: "@io.k8s.api.core.v1.ObjectReference#fieldPath"),
            new TableColumn("Source", Priority: 1, Description: Event + "source"),
            new TableColumn("Message", Description: Event + "message"),
            new TableColumn("First Seen", Priority: 1, Description: Event + "firstTimestamp"),
            new TableColumn("Count", Priority: 1, Description: Event + "count"),
            new TableColumn("Name", Format: "name", Priority: 1, Description: "@io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta#name"),
        ],
        Row);

    private static object?[] Row(JsonMap happening)
    {
        var first = happening.String("firstTimestamp") ?? happening.String("eventTime");
        var last = happening.String("lastTimestamp") ?? first;
        var count = happening.Number("count");
        if (happening.Map("series") is { } series)
        {
            last = series.String("lastObservedTime");
            count = series.Number("count");
        }
        else if (count == 0)
        {
            count = 1;
        }
        var subject = happening.Part("involvedObject");
        var kind = subject.Text("kind").ToLowerInvariant();
        return
        [
            new AgeCell(last),
            happening.Text("type"),
            happening.Text("reason"),
            subject.Text("name") is { Length: > 0 } name ? $"{kind}/{name}" : kind,
            subject.Text("fieldPath"),
            Source(happening),
            happening.Text("message").Trim(),
            new AgeCell(first),
            count,
            happening.Name(),
        ];
    }

    private static string Source(JsonMap happening)
    {
        var (component, host) = (happening.Part("source").Text("component"), happening.Part("source").Text("host"));
        if (component.Length == 0) component = happening.Text("reportingComponent");
        if (component.Length == 0) component = happening.Text("reportingInstance");
        return host.Length > 0 ? $"{component}, {host}" : component;
    }
}
