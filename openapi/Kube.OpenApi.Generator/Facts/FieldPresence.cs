namespace Kube.OpenApi.Generator.Facts;

/// <summary>The presence column; the numbers are those of <c>Kube.OpenApi.Schemas.Presence</c>.</summary>
internal enum FieldPresence : byte
{
    Given,
    Omit,
    Always,
    Null,
}
