namespace Kube.ApiServer.Patching;

/// <summary>What a PATCH request's body is, as its Content-Type says.</summary>
internal enum PatchType
{
    /// <summary>RFC 6902.</summary>
    Json,

    /// <summary>RFC 7386.</summary>
    Merge,

    /// <summary>Kubernetes' own merge by schema; built-in kinds only.</summary>
    StrategicMerge,

    /// <summary>Server-side apply, in YAML or JSON.</summary>
    Apply,
}
