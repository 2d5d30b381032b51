namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>
/// Gives services their addresses and node ports, each to one service only. What is given stays taken for as long as a
/// stored service has it, and shortly for writes that are still under way. Safe for concurrent use.
/// </summary>
internal interface IServiceAddresses
{
    /// <summary>Takes one certain address; why it cannot be had, or null.</summary>
    string? TakeIp(string ip);

    /// <summary>Takes any free address; null when there is none left.</summary>
    string? TakeAnyIp();

    /// <summary>Takes one certain port of the nodes; why it cannot be had, or null.</summary>
    string? TakePort(NodePort port);

    /// <summary>Takes a port of the nodes that is free for all the given protocols; null when there is none left.</summary>
    long? TakeAnyPort(IReadOnlyList<string> protocols);
}
