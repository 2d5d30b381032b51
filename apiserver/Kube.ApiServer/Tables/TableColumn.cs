namespace Kube.ApiServer.Tables;

/// <summary>A column of <c>kubectl get</c>: meta/v1 TableColumnDefinition.</summary>
/// <param name="Type">OpenAPI type: string, integer, number, boolean, date.</param>
/// <param name="Format">"name" marks the column that names the object; usually "".</param>
/// <param name="Priority">0 is always shown; higher only with <c>-o wide</c>.</param>
/// <param name="Description">
/// The text, or "@definition#field" (as in <c>@io.k8s.api.core.v1.ServiceSpec#type</c>) for the description that field is published with.
/// </param>
internal sealed record TableColumn(string Name, string Type = "string", string Format = "", int Priority = 0, string Description = "");
