using k8s.Models;
using Kube.Machinery.Clients;

namespace Kube.Controllers.Certificates;

/// <summary>How far a CertificateSigningRequest is.</summary>
internal static class RequestConditions
{
    public static bool Has(this V1CertificateSigningRequest request, string type) => request.Status?.Conditions?.Any(condition => condition.Type == type) == true;

    public static bool IsApproved(this V1CertificateSigningRequest request) => request.Has("Approved") && !request.Has("Denied");

    public static bool IsIssued(this V1CertificateSigningRequest request) => request.Status?.Certificate is { Length: > 0 };

    /// <summary>A copy with one more condition, whose times the API server fills in.</summary>
    public static V1CertificateSigningRequest With(this V1CertificateSigningRequest request, string type, string reason, string message)
    {
        var copy = request.DeepCopy();
        copy.Status ??= new V1CertificateSigningRequestStatus();
        copy.Status.Conditions = [.. copy.Status.Conditions ?? [], new V1CertificateSigningRequestCondition { Type = type, Status = "True", Reason = reason, Message = message }];
        return copy;
    }
}
