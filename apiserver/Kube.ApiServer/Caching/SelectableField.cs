namespace Kube.ApiServer.Caching;

/// <summary>A field that field selectors can name, and where its value stands in an object.</summary>
/// <param name="Name">What selectors call it, e.g. "spec.nodeName".</param>
/// <param name="Default">Its value when the object has none.</param>
/// <param name="Paths">Dotted paths of scalars; the first that is set gives the value. None given: the name is the path.</param>
internal sealed record SelectableField(string Name, string Default = "", params string[] Paths);
