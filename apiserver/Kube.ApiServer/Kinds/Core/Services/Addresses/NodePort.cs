namespace Kube.ApiServer.Kinds.Core.Services.Addresses;

/// <summary>A port of every node, which each protocol has for itself.</summary>
internal readonly record struct NodePort(string Protocol, long Number);
