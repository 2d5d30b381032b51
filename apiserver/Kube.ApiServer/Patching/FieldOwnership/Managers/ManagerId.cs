namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>
/// Who an entry of managedFields is about. A manager that applies has one entry a subresource, whatever the version; one
/// that updates has one a version, too.
/// </summary>
internal readonly record struct ManagerId(string Manager, string Operation, string ApiVersion, string Subresource) : IComparable<ManagerId>
{
    public const string Apply = "Apply";
    public const string Update = "Update";

    public static ManagerId Of(string manager, string operation, string apiVersion, string subresource) =>
        new(manager.Length > 0 ? manager : "unknown", operation, operation == Apply ? "" : apiVersion, subresource);

    public int CompareTo(ManagerId other)
    {
        var order = string.CompareOrdinal(Manager, other.Manager);
        if (order == 0) order = string.CompareOrdinal(Operation, other.Operation);
        if (order == 0) order = string.CompareOrdinal(ApiVersion, other.ApiVersion);
        return order != 0 ? order : string.CompareOrdinal(Subresource, other.Subresource);
    }

    /// <summary>As conflicts name it: <c>"kubectl" with subresource "scale" using apps/v1</c>.</summary>
    public override string ToString()
    {
        var text = GoFormat.Quote(Manager);
        if (Subresource.Length > 0) text += $" with subresource {GoFormat.Quote(Subresource)}";
        return Operation == Update ? $"{text} using {ApiVersion}" : text;
    }
}
