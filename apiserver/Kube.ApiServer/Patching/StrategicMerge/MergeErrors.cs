using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.StrategicMerge;

/// <summary>What can be wrong with a strategic merge patch; texts and codes as upstream's <c>mergepatch</c> and patch handler have them.</summary>
internal static class MergeErrors
{
    public static StatusException BadDeleteFromList() => StatusException.BadRequest("invalid patch format of primitive list");

    public static StatusException BadRetainKeys() => StatusException.BadRequest("invalid patch format of retainKeys");

    public static StatusException BadSetElementOrder() => StatusException.BadRequest("invalid patch format of setElementOrder list");

    /// <summary>Upstream's one with a code but no text of its own: lists of lists.</summary>
    public static StatusException ListOfLists() =>
        new(new Status(422, "Invalid", "the server rejected our request due to an error in our request", new StatusDetails()));

    public static StatusException NoMergeKey(JsonMap item, string mergeKey) =>
        StatusException.Plain($"map: {GoFormat.Value(item)} does not contain declared merge key: {mergeKey}");

    public static StatusException BadType(object expected, object? actual) =>
        StatusException.Plain($"expected a {GoFormat.TypeOf(expected)}, but received a {GoFormat.TypeOf(actual)}");

    public static StatusException UnknownDirective(object? directive, JsonMap patch) =>
        StatusException.Plain($"unknown patch type: {GoFormat.Value(directive)} in map: {GoFormat.Value(patch)}");

    public static StatusException WrongOrder(JsonList patch, JsonList order) => StatusException.Plain(
        $"The order in patch list:\n{GoFormat.Value(patch)}\n doesn't match {Directives.SetElementOrder} list:\n{GoFormat.Value(order)}\n");

    public static StatusException MixedElements(params IEnumerable<JsonList> lists) =>
        StatusException.Plain($"list element types are not identical: {GoFormat.Value(new JsonList(lists))}");
}
