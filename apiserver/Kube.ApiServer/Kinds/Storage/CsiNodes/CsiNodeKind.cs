using Kube.ApiServer.Kinds.Core.PodSpecs.Validation;
using Kube.ApiServer.Kinds.Rules;
using Kube.ApiServer.Tables;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Storage.CsiNodes;

internal static class CsiNodeKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "storage.k8s.io",
        Kind = "CSINode",
        Plural = "csinodes",
        Namespaced = false,
        Type = Types.Of("storage.k8s.io", "v1", "CSINode"),
        Strategy = new CsiNodeStrategy(),
        ReturnsDeleted = true,
        Table = new TableLayout(
            [TableLayout.NameColumn, new TableColumn("Drivers", "integer", Description: "Drivers indicates the number of CSI drivers registered on the node"), TableLayout.AgeColumn],
            node => [node.Name(), (long)node.Spec().CountOf("drivers"), TableLayout.Age(node)]),
    };

    private sealed class CsiNodeStrategy : KindStrategy
    {
        private static readonly FieldPath Drivers = FieldPath.Of("spec").Child("drivers");

        public override void Validate(JsonMap obj, FieldErrors errors)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            var index = 0;
            foreach (var driver in obj.Spec().Maps("drivers"))
            {
                var here = Drivers.Index(index++);
                CsiDriverName.Validate(driver.Text("name"), errors, here.Child("name"));
                if (!names.Add(driver.Text("name"))) errors.Duplicate(here.Child("name"), driver.Text("name"));
                errors.Required(here, driver, "nodeID");
                if (driver.Part("allocatable").Long("count") is < 0 and var count) errors.Invalid(here.Child("allocatable", "count"), count, FieldRules.Negative);
            }
        }
    }
}
