using Kube.ApiServer.Tables;

namespace Kube.ApiServer.Kinds.Printing;

/// <summary>The wide columns of everything that holds a pod template.</summary>
internal static class PodSpecColumns
{
    public static TableColumn Containers { get; } = new("Containers", Priority: 1, Description: "Names of each container in the template.");

    public static TableColumn Images { get; } = new("Images", Priority: 1, Description: "Images referenced by each container in the template.");
}
