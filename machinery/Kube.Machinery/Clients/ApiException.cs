using System.Net;
using k8s.Models;

namespace Kube.Machinery.Clients;

/// <summary>The API server refused a request; the message is that of its Status.</summary>
public sealed class ApiException(HttpStatusCode code, V1Status status) : Exception(status.Message ?? $"the server answered {(int)code}")
{
    public HttpStatusCode Code { get; } = code;

    public V1Status Status { get; } = status;

    public bool IsNotFound => Code == HttpStatusCode.NotFound;

    public bool IsAlreadyExists => Status.Reason == "AlreadyExists";

    public bool IsConflict => Status.Reason == "Conflict";

    public bool IsForbidden => Code == HttpStatusCode.Forbidden;

    public bool IsInvalid => Status.Reason == "Invalid";

    /// <summary>The resource version asked for is too old: list anew.</summary>
    public bool IsExpired => Code == HttpStatusCode.Gone || Status.Reason is "Expired" or "Gone";

    /// <summary>The namespace is going away and takes no new objects.</summary>
    public bool IsNamespaceTerminating => Status.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true;
}
