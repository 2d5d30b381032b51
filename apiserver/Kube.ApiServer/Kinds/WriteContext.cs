using Kube.ApiServer.Authentication;
using Kube.ApiServer.Kinds.Core.Services.Addresses;

namespace Kube.ApiServer.Kinds;

/// <summary>What a strategy may know of the request it prepares an object for.</summary>
internal sealed record WriteContext(DateTimeOffset Now, UserInfo User, bool DryRun)
{
    /// <summary>The main resource's or the subresource's name, as in "status"; "" for the main resource.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>Addresses to give to services.</summary>
    public ServiceAddresses? ServiceAddresses { get; init; }
}
