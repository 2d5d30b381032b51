namespace Kube.ApiServer.Patching.FieldOwnership.Values;

/// <summary>Stands for a value that is not there, which a null that is there is not.</summary>
internal static class Missing
{
    public static readonly object Value = new();
}
