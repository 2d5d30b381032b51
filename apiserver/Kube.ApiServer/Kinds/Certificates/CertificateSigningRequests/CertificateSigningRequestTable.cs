using Kube.ApiServer.Kinds.Printing;
using Kube.ApiServer.Tables;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Certificates.CertificateSigningRequests;

internal static class CertificateSigningRequestTable
{
    private const string Spec = "@io.k8s.api.certificates.v1.CertificateSigningRequestSpec#";

    public static TableLayout Layout { get; } = new(
        [
            TableLayout.NameColumn,
            TableLayout.AgeColumn,
            new TableColumn("SignerName", Description: Spec + "signerName"),
            new TableColumn("Requestor", Description: Spec + "request"),
            new TableColumn("RequestedDuration", Description: Spec + "expirationSeconds"),
            new TableColumn("Condition", Description: "@io.k8s.api.certificates.v1.CertificateSigningRequestStatus#conditions"),
        ],
        request =>
        [
            request.Name(),
            TableLayout.Age(request),
            request.Spec().String("signerName") ?? Cells.None,
            request.Spec().Text("username"),
            request.Spec().Long("expirationSeconds") is { } seconds ? HumanDuration.Format(TimeSpan.FromSeconds(seconds)) : Cells.None,
            Condition(request.Status()),
        ]);

    private static string Condition(JsonMap status)
    {
        var types = status.Maps("conditions").Select(condition => condition.Text("type")).ToHashSet();
        var words = new List<string>();
        if (types.Contains("Approved")) words.Add("Approved");
        else if (types.Contains("Denied")) words.Add("Denied");
        else words.Add("Pending");
        if (types.Contains("Failed")) words.Add("Failed");
        if (status.CountOf("certificate") > 0) words.Add("Issued");
        return string.Join(',', words);
    }
}
