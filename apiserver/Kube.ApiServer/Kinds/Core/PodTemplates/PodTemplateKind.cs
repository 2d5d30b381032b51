using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Core.PodTemplates;

internal static class PodTemplateKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "PodTemplate",
        Plural = "podtemplates",
        Type = Types.Of("", "v1", "PodTemplate"),
        Strategy = new PodTemplateStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout(
            [
                TableLayout.NameColumn,
                new TableColumn("Containers", Description: "Names of each container in the template."),
                new TableColumn("Images", Description: "Images referenced by each container in the template."),
                new TableColumn("Pod Labels", Description: "The labels for the pod template."),
            ],
            template =>
            [
                template.Name(),
                Cells.Containers(template.Part("template").Spec()),
                Cells.Images(template.Part("template").Spec()),
                Selectors.FormatLabels(template.Part("template").Metadata().Map("labels")),
            ]),
    };
}
