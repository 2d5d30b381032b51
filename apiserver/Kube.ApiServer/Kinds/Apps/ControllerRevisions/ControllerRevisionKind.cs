using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Apps.ControllerRevisions;

internal static class ControllerRevisionKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "apps",
        Kind = "ControllerRevision",
        Plural = "controllerrevisions",
        Type = Types.Of("apps", "v1", "ControllerRevision"),
        Strategy = new ControllerRevisionStrategy(),
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Controller", Description: "Controller of the object"),
                new TableColumn("Revision", Description: "@io.k8s.api.apps.v1.ControllerRevision#revision"),
                TableLayout.AgeColumn,
            ],
            revision => [revision.Name(), Controller(revision), revision.Number("revision"), TableLayout.Age(revision)]),
    };

    private static string Controller(JsonMap revision)
    {
        if (revision.Metadata().Maps("ownerReferences").FirstOrDefault(owner => owner.IsTrue("controller")) is not { } owner) return Cells.None;
        var group = owner.Text("apiVersion").Split('/') is [var name, _] ? "." + name : "";
        return $"{owner.Text("kind").ToLowerInvariant()}{group}/{owner.Text("name")}";
    }
}
