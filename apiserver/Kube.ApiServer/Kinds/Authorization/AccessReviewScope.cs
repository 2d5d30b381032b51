namespace Kube.ApiServer.Kinds.Authorization;

/// <summary>About whom and what an access review may ask.</summary>
internal enum AccessReviewScope
{
    /// <summary>The user who asks.</summary>
    Self,

    /// <summary>Any user, in one namespace.</summary>
    Namespace,

    /// <summary>Any user.</summary>
    Anybody,
}
